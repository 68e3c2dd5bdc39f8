using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class ReadOwnLedgerTests
{
    [Fact, Proves("O4")]
    public async Task What_all_pages_show_is_what_the_ledger_holds_each_entry_once()
    {
        for (var walk = 0; walk < Counts.StoreWalks; walk++)
        {
            await using var house = await House.OpenAsync();
            var ida = await house.AdmitAsync("ida");
            var bo = await house.AdmitAsync("bo");
            var chance = Counts.Chance(walk);
            for (var step = chance.Next(30, 120); step > 0; step--) await LiveAsync(house, chance.Next(3) == 0 ? bo : ida, chance);
            var lines = chance.Next(1, 9);

            var shown = await PagesAsync(house, ida, LedgerPlace.Newest, lines, page => page.Older);

            var held = (await house.LedgerOfAsync(ida)).ConvertAll(e => e.Id);
            Assert.True(shown.SelectMany(EntriesOf).Order(ById).SequenceEqual(held.Order(ById)), $"Walk {walk} of seed {Counts.Seed} shows another set.");
            Assert.All(shown, page => Assert.InRange(page.Lines.Length, 1, lines));
        }
    }

    [Fact, Proves("O4")]
    public async Task The_way_back_shows_the_same_entries()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var chance = Counts.Chance(5);
        for (var step = 0; step < 60; step++) await LiveAsync(house, ida, chance);
        var last = (await PagesAsync(house, ida, LedgerPlace.Newest, 7, page => page.Older))[^1];

        var back = await PagesAsync(house, ida, last.Newer!, 7, page => page.Newer);

        Assert.Equal((await house.LedgerOfAsync(ida)).Select(e => e.Id).Order(ById), back.SelectMany(EntriesOf).Concat(EntriesOf(last)).Order(ById));
    }

    [Fact]
    public async Task Own_looks_of_a_day_and_refusals_of_a_day_are_one_line_each()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        for (var session = 0; session < 3; session++)
        {
            await ReadAsync(house, await house.LogInAsync(ida.Person));
            await house.PartnerReadsAsync(ida);
        }

        house.Store.Clock.Advance(TimeSpan.FromDays(1));
        await house.PartnerReadsAsync(ida);

        var titles = (await ReadAsync(house, ida)).Lines.Select(OwnLines.Title);

        Assert.Equal(
            [
                "You looked at your data",
                "Harbour Works asked for your data and got nothing",
                "Harbour Works asked for your data 3 times and got nothing",
                "You looked at your data, in 3 sessions",
                "You gave us your data",
            ],
            titles);
    }

    [Fact, Proves("O4")]
    public async Task A_flood_of_refusals_makes_pages_not_one_endless_line()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        for (var time = 0; time < 450; time++) await house.PartnerReadsAsync(ida);

        var pages = await PagesAsync(house, ida, LedgerPlace.Newest, 20, page => page.Older);

        Assert.Equal(3, pages.Count);
        Assert.Equal((await house.LedgerOfAsync(ida)).Select(e => e.Id).Order(ById), pages.SelectMany(EntriesOf).Order(ById));
    }

    [Fact, Proves("O4")]
    public async Task What_is_hidden_until_a_day_shows_from_that_day_on_and_no_link_tells_of_it_before()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await ReadAsync(house, ida);
        var hidden = await house.WriteAsync(ida, EntryKind.Disclosure, Visibility.HiddenUntil(new DateOnly(2026, 3, 9)));

        var before = await house.Get<ReadOwnLedger>().ReadAsync(ida, LedgerPlace.Before(1_000_000)) as OwnLedger.Opened;
        Assert.DoesNotContain(hidden, EntriesOf(before!.Page));
        Assert.Null(before.Page.Newer);
        Assert.Null(await house.Get<TakeProof>().TakeAsync(ida, hidden));

        house.Store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Contains(hidden, EntriesOf(await ReadAsync(house, ida)));
    }

    [Fact, Proves("D2"), Proves("O4")]
    public async Task A_reason_that_staff_typed_is_shown_as_typed_under_the_sessions_own_access()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.StaffLooksAsync(ida);

        var page = await ReadAsync(house, ida);

        Assert.Equal(House.Reason, page.Lines.SelectMany(l => l.Entries).Single(e => e.Entry.Kind == EntryKind.StaffLook).Reason!.Text!.Value.Open());
        Assert.Single(await house.LedgerOfAsync(ida), e => e.Kind == EntryKind.OwnAccess);
    }

    [Fact, Proves("SE1")]
    public async Task A_reason_put_in_place_of_another_is_not_shown()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.StaffLooksAsync(ida, "The true reason of the first look.");
        await house.StaffLooksAsync(ida, "The true reason of the second look.");
        await using (var store = house.Main())
        {
            var notes = await store.SealedNotes.ToListAsync(TestContext.Current.CancellationToken);
            (notes[0].Sealed, notes[1].Sealed) = (notes[1].Sealed, notes[0].Sealed);
            await store.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var looks = (await ReadAsync(house, ida)).Lines.SelectMany(l => l.Entries).Where(e => e.Entry.Kind == EntryKind.StaffLook);

        Assert.All(looks, look => Assert.Null(look.Reason!.Text));
    }

    [Fact]
    public async Task A_partner_has_its_name_and_contact_and_a_name_of_today_only_is_told_apart()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.SelectAsync(ida);
        await house.PartnerReadsAsync(ida);
        Assert.Equal(new NamedPartner("Harbour Works", "privacy@harbour.example", IsAsRecorded: true), PartnerOf(await ReadAsync(house, ida)));

        await using (var store = house.Main())
            await store.Partners.ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "Harbour Advertising"), TestContext.Current.CancellationToken);

        Assert.False(PartnerOf(await ReadAsync(house, ida))!.IsAsRecorded);
    }

    [Fact, Proves("O4")]
    public async Task The_proof_of_another_member_is_nobody_elses()
    {
        await using var house = await House.OpenAsync();
        var (ida, bo) = (await house.AdmitAsync("ida"), await house.AdmitAsync("bo"));
        var entry = await house.WriteAsync(bo, EntryKind.Notice);

        Assert.Null(await house.Get<TakeProof>().TakeAsync(ida, entry));
        Assert.NotNull(await house.Get<TakeProof>().TakeAsync(bo, entry));
        Assert.IsType<OwnLedger.Refused>(await house.Get<ReadOwnLedger>().ReadAsync(new Caller.Visitor(), LedgerPlace.Newest));
    }

    [Theory]
    [InlineData(null, null, "/x")]
    [InlineData("12", null, "/x?before=12")]
    [InlineData(null, "7", "/x?after=7")]
    [InlineData("many", "", "/x")]
    [InlineData("99999999999999999999", null, "/x")]
    public void A_place_in_an_address_is_read_or_is_the_newest(string? before, string? after, string href) =>
        Assert.Equal(href, LedgerPlace.Read(before, after).Href("/x"));

    private static readonly Comparer<EntryId> ById = Comparer<EntryId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static async Task LiveAsync(House house, Caller.Member member, Random chance)
    {
        switch (chance.Next(6))
        {
            case 0: await house.PartnerReadsAsync(member); break;
            case 1: await house.StaffLooksAsync(member); break;
            case 2: await ReadAsync(house, await house.LogInAsync(member.Person)); break;
            case 3: house.Store.Clock.Advance(TimeSpan.FromHours(7)); break;
            case 4: await house.WriteAsync(member, Names.All<EntryKind>()[chance.Next(Names.All<EntryKind>().Count)]); break;
            default: await house.SelectAsync(member); break;
        }
    }

    private static async Task<List<OwnLedgerPage>> PagesAsync(House house, Caller.Member member, LedgerPlace from, int lines, Func<OwnLedgerPage, LedgerPlace?> next)
    {
        var pages = new List<OwnLedgerPage>();
        for (var place = from; place is not null; place = next(pages[^1]))
            pages.Add(Assert.IsType<OwnLedger.Opened>(await house.Get<ReadOwnLedger>().ReadAsync(member, place, lines)).Page);
        return pages;
    }

    private static async Task<OwnLedgerPage> ReadAsync(House house, Caller.Member member) =>
        Assert.IsType<OwnLedger.Opened>(await house.Get<ReadOwnLedger>().ReadAsync(member, LedgerPlace.Newest)).Page;

    private static IEnumerable<EntryId> EntriesOf(OwnLedgerPage page) => page.Lines.SelectMany(line => line.Entries).Select(e => e.Entry.Id);

    private static NamedPartner? PartnerOf(OwnLedgerPage page) =>
        page.Lines.SelectMany(l => l.Entries).Single(e => e.Entry.Kind == EntryKind.Disclosure).Partner;
}
