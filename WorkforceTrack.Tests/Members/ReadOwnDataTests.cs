using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class ReadOwnDataTests
{
    [Fact, Proves("A1")]
    public async Task A_member_sees_every_declared_field_with_its_origin()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Region, "Northern Isles"));

        var fields = Assert.IsType<OwnData.Opened>(await house.Get<ReadOwnData>().ReadAsync(ida)).Fields;

        Assert.Equal(Names.All<PersonalField>(), fields.Select(f => f.Field));
        Assert.Equal(4, fields.Count(f => f.Stored is not null));
        var region = fields.Single(f => f.Field == PersonalField.Region);
        Assert.Equal("Northern Isles", region.Stored!.Value.Open());
        Assert.Equal((FieldSource.Registration, new DateOnly(2026, 3, 2)), (region.Stored.Source, region.Stored.On));
    }

    [Fact, Proves("A1")]
    public async Task A_field_names_everyone_who_was_given_it_and_the_last_day()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, "Welding"));
        await house.SelectAsync(ida);
        Assert.True(await house.PartnerReadsAsync(ida, PersonalField.Skills));
        house.Store.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True(await house.PartnerReadsAsync(ida, PersonalField.Skills));
        await house.StaffLooksAsync(ida);

        var fields = Assert.IsType<OwnData.Opened>(await house.Get<ReadOwnData>().ReadAsync(ida)).Fields.ToDictionary(f => f.Field, f => f.SeenBy);

        Assert.Equal([new Seen("Harbour Works", 2, new DateOnly(2026, 3, 4))], fields[PersonalField.Skills]);
        Assert.Equal([new Seen("Our support", 1, new DateOnly(2026, 3, 4))], fields[PersonalField.Email]);
        Assert.Empty(fields[PersonalField.UserId]);
    }

    [Fact]
    public async Task What_was_refused_was_not_seen()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, "Welding"));
        Assert.False(await house.PartnerReadsAsync(ida, PersonalField.Skills));

        Assert.All(Assert.IsType<OwnData.Opened>(await house.Get<ReadOwnData>().ReadAsync(ida)).Fields, f => Assert.Empty(f.SeenBy));
    }

    [Fact, Proves("O4")]
    public async Task Many_looks_of_one_session_are_one_entry_with_the_day_only()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        for (var look = 0; look < 3; look++) await house.Get<ReadOwnData>().ReadAsync(ida);
        await house.Get<ReadOverview>().ReadAsync(ida);

        var entry = Assert.Single(await house.LedgerOfAsync(ida), e => e.Kind == EntryKind.OwnAccess);
        Assert.True(entry.At.IsDateOnly);
    }

    [Fact]
    public async Task Nobody_but_a_member_in_a_session_sees_anything()
    {
        await using var house = await House.OpenAsync();

        var refused = Assert.IsType<OwnData.Refused>(await house.Get<ReadOwnData>().ReadAsync(new Caller.Visitor()));

        Assert.Equal([RefusalReason.NotTheSubject], refused.Reasons);
    }

    [Fact]
    public async Task The_first_page_tells_name_services_and_the_latest_entries()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.SelectAsync(ida);
        for (var look = 0; look < 6; look++) await house.StaffLooksAsync(ida);

        var shown = Assert.IsType<MemberOverview.Opened>(await house.Get<ReadOverview>().ReadAsync(ida));

        Assert.Equal("ida", shown.Name.Open());
        Assert.False(shown.IsAddressChecked);
        Assert.Equal([new SelectedService("Work near you", "Harbour Works")], shown.Services);
        Assert.Equal(5, shown.Lately.Length);
    }
}
