using Microsoft.AspNetCore.Components;

namespace WorkforceTrack.App.Shell;

/// <summary>One column of a KeyedTable: its heading and how a row's cell looks. Draws nothing by itself.</summary>
public sealed class TableColumn<T> : ComponentBase
{
    [CascadingParameter]
    private KeyedTable<T> Table { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The cell that names the row.</summary>
    [Parameter]
    public bool RowHeader { get; set; }

    /// <summary>Numbers stand under each other: right-aligned, digits of one width.</summary>
    [Parameter]
    public bool Numeric { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<T> ChildContent { get; set; } = null!;

    protected override void OnInitialized() => Table.Add(this);
}
