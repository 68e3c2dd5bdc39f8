using Microsoft.AspNetCore.Components;

namespace WorkforceTrack.App.Shell;

public sealed partial class KeyedTable<T>
{
    private readonly List<TableColumn<T>> _columns = [];

    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    [Parameter]
    public bool ShowCaption { get; set; }

    /// <summary>The rows of this page; null while they are on their way.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<T>? Items { get; set; }

    /// <summary>The TableColumn elements.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Columns { get; set; }

    [Parameter]
    public Func<T, object>? Key { get; set; }

    [Parameter]
    public bool Dense { get; set; }

    [Parameter]
    public int SkeletonRows { get; set; } = 5;

    [Parameter]
    public string EmptyTitle { get; set; } = "Nothing here yet";

    [Parameter]
    public string? EmptyText { get; set; }

    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Pages by link, for pages without a circuit: the address of the next page, or null at the end.</summary>
    [Parameter]
    public string? OlderHref { get; set; }

    [Parameter]
    public string? NewerHref { get; set; }

    /// <summary>Pages by callback, in a circuit; HasOlder and HasNewer say whether there is more.</summary>
    [Parameter]
    public EventCallback OnOlder { get; set; }

    [Parameter]
    public EventCallback OnNewer { get; set; }

    [Parameter]
    public bool HasOlder { get; set; }

    [Parameter]
    public bool HasNewer { get; set; }

    /// <summary>What this page of the table shows, in words.</summary>
    [Parameter]
    public string? Summary { get; set; }

    internal void Add(TableColumn<T> column) => _columns.Add(column);
}
