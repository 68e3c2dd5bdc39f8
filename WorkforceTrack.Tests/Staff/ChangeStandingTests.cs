using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Staff;

public sealed class ChangeStandingTests
{
    private static readonly StaffStanding Gone = new(StaffRole.Management, IsActive: false);

    [Fact, Proves("SE1")]
    public async Task Nobody_changes_their_own_standing()
    {
        await using var office = await Office.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);
        var before = (await office.LedgerAsync()).Count;

        foreach (var standing in new[] { Gone, new StaffStanding(StaffRole.PrivacyOfficer, IsActive: true) })
            Assert.Equal(StandingAnswer.NotYourself, await office.Get<ChangeStanding>().ToAsync(mina, mina.Id, standing));

        Assert.Equal(before, (await office.LedgerAsync()).Count);
    }

    [Fact, Proves("SE1")]
    public async Task A_changed_standing_is_an_entry_and_closes_what_the_person_had_open()
    {
        await using var office = await Office.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);
        var sam = await office.HireAsync(StaffRole.Support);
        var standing = new StaffStanding(StaffRole.Security, IsActive: true);

        Assert.Equal(StandingAnswer.Changed, await office.Get<ChangeStanding>().ToAsync(mina, sam.Id, standing));

        var entry = await office.LastEntryAsync();
        Assert.Equal((EntryKind.Credential, ActorRole.Management, mina.Id.Value, sam.Id.Value), (entry.Kind, entry.Role, entry.Actor, entry.Evidence));
        Assert.Equal(standing, StaffStanding.Behind(entry.Detail!.Value));
        await using var vault = office.Store.Vault();
        Assert.NotNull((await vault.Sessions.SingleAsync(s => s.Id == sam.Session.Id, TestContext.Current.CancellationToken)).EndedAt);
        Assert.Equal(StandingAnswer.AlreadySo, await office.Get<ChangeStanding>().ToAsync(mina, sam.Id, standing));
    }

    [Fact]
    public async Task Two_who_deactivate_each_other_at_once_do_not_both_succeed()
    {
        await using var office = await Office.OpenAsync();
        var (one, other) = (await office.HireAsync(StaffRole.Management), await office.HireAsync(StaffRole.Management));
        var change = office.Get<ChangeStanding>();

        var answers = await Task.WhenAll(change.ToAsync(one, other.Id, Gone), change.ToAsync(other, one.Id, Gone));

        Assert.Equal([StandingAnswer.Changed, StandingAnswer.NotEntitled], answers.Order());
    }

    [Fact]
    public async Task Looks_made_in_a_role_of_before_are_found_under_that_role()
    {
        await using var office = await Office.OpenAsync();
        await office.JoinAsync("alice");
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        var sam = await office.HireAsync(StaffRole.Support);
        await office.Get<OpenRecord>().OpenAsync(sam, new LookRequest(Purpose.GiveSupport, new("alice"), new("Cannot log in"), FieldSet.Of(PersonalField.Email)));
        await office.Get<ChangeStanding>().ToAsync(officer, sam.Id, new StaffStanding(StaffRole.Security, IsActive: true));

        var inSupport = await ReadAsync(office, officer, ActorRole.Support);
        var inSecurity = await ReadAsync(office, officer, ActorRole.Security);

        Assert.Equal(EntryKind.StaffLook, Assert.Single(inSupport).Entry!.Kind);
        Assert.Empty(inSecurity);
    }

    [Fact, Proves("SE1")]
    public async Task Whoever_is_let_in_is_known_by_name_and_by_no_password_of_others()
    {
        await using var office = await Office.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);

        Assert.IsType<LetInAnswer.IsIn>(await office.Get<LetIn>().AsAsync(mina, StaffRole.Security, "newcomer", "newcomer@office.example", "New Comer"));

        var entry = await office.LastEntryAsync();
        Assert.Equal((EntryKind.Credential, ActorRole.Management, mina.Id.Value), (entry.Kind, entry.Role, entry.Actor));
        var people = Assert.IsType<StaffReview.People>(await office.Get<ReviewStaff>().ReadAsync(mina)).All;
        var newcomer = people.Single(p => p.Id.Value == entry.Evidence);
        Assert.Equal(("New Comer", false, false), (newcomer.Name!.Value.Open(), newcomer.IsBound, newcomer.HasSecondFactor));
        var again = Assert.IsType<LetInAnswer.NotFit>(await office.Get<LetIn>().AsAsync(mina, StaffRole.Security, "newcomer", "no address", ""));
        Assert.Equal([PersonalField.Email, PersonalField.DisplayName], again.Words.Keys.Order());
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<ReviewedEntry>> ReadAsync(Office office, WorkforceTrack.App.SignIn.Caller caller, ActorRole role) =>
        Assert.IsType<DisclosureReview.Page>(await office.Get<ReviewDisclosures>().ReadAsync(caller, new EntryFilter(Staff: role), default)).Entries;
}
