using Bunit;
using Microsoft.AspNetCore.Components;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed class KeyedTableTests : BunitContext
{
    private static readonly RenderFragment Columns = builder =>
    {
        builder.OpenComponent<TableColumn<int>>(0);
        builder.AddComponentParameter(1, nameof(TableColumn<int>.Title), "Entry");
        builder.AddComponentParameter(2, nameof(TableColumn<int>.RowHeader), true);
        builder.AddComponentParameter(3, nameof(TableColumn<int>.ChildContent), (RenderFragment<int>)(row => b => b.AddContent(0, $"No. {row}")));
        builder.CloseComponent();
        builder.OpenComponent<TableColumn<int>>(4);
        builder.AddComponentParameter(5, nameof(TableColumn<int>.Title), "Fields");
        builder.AddComponentParameter(6, nameof(TableColumn<int>.Numeric), true);
        builder.AddComponentParameter(7, nameof(TableColumn<int>.ChildContent), (RenderFragment<int>)(row => b => b.AddContent(0, row * 2)));
        builder.CloseComponent();
    };

    [Fact]
    public void Rows_have_a_header_each_and_name_their_columns_for_narrow_screens()
    {
        var table = Show([1, 2]);

        Assert.Equal(["Entry", "Fields"], table.FindAll("th[scope=col]").Select(cell => cell.TextContent));
        Assert.Equal(["No. 1", "No. 2"], table.FindAll("th[scope=row]").Select(cell => cell.TextContent));
        Assert.All(table.FindAll("td"), cell => Assert.Equal("Fields", cell.GetAttribute("data-label")));
        Assert.Equal("Who used it", table.Find("caption").TextContent);
    }

    [Fact]
    public void A_table_without_rows_says_so_in_words()
    {
        var table = Show([]);

        Assert.Empty(table.FindAll("table"));
        Assert.Contains("Nobody used it yet", table.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(table.FindAll(".pager"));
    }

    [Fact]
    public void A_table_on_its_way_shows_bones_and_says_that_it_is_loading()
    {
        var table = Show(null);

        Assert.Equal("true", table.Find("table").GetAttribute("aria-busy"));
        Assert.Equal(10, table.FindAll("tbody .bone").Count);
        Assert.Equal("Loading Who used it", table.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Rows_that_come_later_take_the_place_of_the_bones()
    {
        var table = Show(null);

        table.Render(parameters => parameters.Add(t => t.Items, [7]));

        Assert.Equal("No. 7", table.Find("th[scope=row]").TextContent);
        Assert.Equal(2, table.FindAll("th[scope=col]").Count);
        Assert.Empty(table.FindAll(".bone"));
    }

    [Fact]
    public void Older_calls_back_and_newer_rests_at_the_newest_page()
    {
        var asked = 0;
        var table = Render<KeyedTable<int>>(parameters => parameters
            .Add(t => t.Caption, "Who used it").Add(t => t.Columns, Columns).Add(t => t.Items, [1])
            .Add(t => t.HasOlder, true).Add(t => t.OnOlder, () => asked++).Add(t => t.OnNewer, () => asked += 100));

        var buttons = table.FindAll(".pager button");
        Assert.True(buttons[0].HasAttribute("disabled"));
        buttons[1].Click();

        Assert.Equal(1, asked);
    }

    [Fact]
    public void Without_a_circuit_the_pages_are_links()
    {
        var table = Render<KeyedTable<int>>(parameters => parameters
            .Add(t => t.Caption, "Who used it").Add(t => t.Columns, Columns).Add(t => t.Items, [1]).Add(t => t.OlderHref, "/me/disclosures?before=41"));

        var link = Assert.Single(table.FindAll(".pager a"));
        Assert.Equal("/me/disclosures?before=41", link.GetAttribute("href"));
        Assert.Equal("next", link.GetAttribute("rel"));
    }

    private IRenderedComponent<KeyedTable<int>> Show(IReadOnlyList<int>? items) => Render<KeyedTable<int>>(parameters => parameters
        .Add(t => t.Caption, "Who used it").Add(t => t.Columns, Columns).Add(t => t.Items, items).Add(t => t.EmptyTitle, "Nobody used it yet"));
}
