using Bunit;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Disclosures.Components;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class EntryTableTests : BunitContext
{
    private static readonly EntryFilter Rare = new(Kind: EntryKind.OwnAccess, Purpose: Purpose.Training);

    [Fact]
    public void A_page_on_which_nothing_was_found_yet_says_so_and_leads_further_back()
    {
        var table = Show(new DisclosureReview.Page([], [], 1_000_000, newerThan: null, olderThan: 980_000));

        Assert.Contains("Nothing found so far", table.Markup, StringComparison.Ordinal);
        Assert.All(table.FindAll("a"), link => Assert.Contains("before=980000", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Contains("found in the part that was looked at", table.Find("nav [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_at_the_end_of_the_ledger_says_that_nothing_fits()
    {
        var table = Show(new DisclosureReview.Page([], [], 1_000_000, newerThan: null, olderThan: null));

        Assert.Contains("Nothing fits this filter", table.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<EntryTable> Show(DisclosureReview.Page page) =>
        Render<EntryTable>(parameters => parameters.Add(t => t.Page, page).Add(t => t.Filter, Rare));
}
