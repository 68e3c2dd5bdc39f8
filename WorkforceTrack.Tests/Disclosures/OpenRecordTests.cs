using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class OpenRecordTests
{
    private const string Why = "She asked by phone to be called back";
    private static readonly FieldSet Answering = FieldSet.Of(PersonalField.DisplayName, PersonalField.Email, PersonalField.Languages);

    [Fact, Proves("D2")]
    public async Task What_opens_is_what_the_recorded_permit_names()
    {
        await using var office = await Office.OpenAsync();
        var alice = await office.JoinAsync("alice");
        foreach (var role in Names.All<StaffRole>())
        {
            var person = await office.HireAsync(role);
            foreach (var offer in office.Get<OpenRecord>().OfferTo(person))
            {
                foreach (var fields in offer.Fields.Select(f => offer.Fields.Except(FieldSet.Of(f))).Append(offer.Fields).Where(f => !f.IsEmpty))
                {
                    var opened = Assert.IsType<StaffLook.Opened>(await LookAsync(office, person, offer.Purpose, "alice", fields: fields));

                    var entry = await office.LastEntryAsync();
                    Assert.Equal(fields, FieldSet.From(opened.Values.Keys));
                    Assert.All(opened.Values, value => Assert.Equal(Office.ValuesOf("alice")[value.Key], value.Value));
                    Assert.Equal((opened.Entry, EntryKind.StaffLook, fields, offer.Purpose), (entry.Id, entry.Kind, entry.Fields, entry.Purpose));
                    Assert.Equal((alice.Subject, person.Id.Value, Roles.Of(role)), (entry.Subject, entry.Actor, entry.Role));
                }
            }
        }
    }

    [Fact, Proves("D2")]
    public async Task Each_role_is_offered_its_purposes_with_the_fields_of_the_policy_in_force()
    {
        await using var office = await Office.OpenAsync();
        foreach (var role in Names.All<StaffRole>())
        {
            var offers = office.Get<OpenRecord>().OfferTo(await office.HireAsync(role));
            Assert.Equal(StaffEntitlements.For(role), offers.Select(o => o.Purpose));
            Assert.All(offers, offer => Assert.Equal(
                InternalFlows.All.Single(f => f.Recipient == RecipientKind.Staff && f.Purpose == offer.Purpose).Fields, offer.Fields));
        }
    }

    [Theory, Proves("AC1"), Proves("D2")]
    [InlineData(false, "answer-request", Why, RefusalReason.AdherenceNotSigned)]
    [InlineData(true, "give-support", Why, RefusalReason.RoleNotEntitled)]
    [InlineData(true, null, Why, RefusalReason.NoPurpose)]
    [InlineData(true, "answer-request", " \n ", RefusalReason.NoStatedReason)]
    [InlineData(true, "answer-request", "ok", RefusalReason.NoStatedReason)]
    public async Task A_look_that_lacks_something_is_refused_and_recorded(bool signed, string? purposeName, string reason, RefusalReason missing)
    {
        await using var office = await Office.OpenAsync();
        var alice = await office.JoinAsync("alice");
        var counsel = await office.HireAsync(StaffRole.Counsel, signed: signed);
        Purpose? purpose = purposeName is not null && Names.TryParse<Purpose>(purposeName, out var named) ? named : null;

        var refused = Assert.IsType<StaffLook.Refused>(await LookAsync(office, counsel, purpose, "alice", reason));

        var entry = await office.LastEntryAsync();
        Assert.Contains(missing, refused.Reasons);
        Assert.Equal((EntryKind.Refusal, alice.Subject, counsel.Id.Value), (entry.Kind, entry.Subject, entry.Actor));
        Assert.Contains(missing, entry.Refusals);
    }

    [Theory, Proves("D1")]
    [InlineData("nobody")]
    [InlineData("ali")]
    [InlineData("alice*")]
    [InlineData("%")]
    [InlineData("")]
    [InlineData("unchecked@members.example")]
    [InlineData("colleague")]
    [InlineData("colleague@office.example")]
    public async Task Only_the_whole_name_of_a_member_finds_one(string typed)
    {
        await using var office = await Office.OpenAsync();
        await office.JoinAsync("alice");
        await office.JoinAsync("unchecked", addressChecked: false);
        await office.HireAsync(StaffRole.Support, "colleague");
        var counsel = await office.HireAsync(StaffRole.Counsel);

        var refused = Assert.IsType<StaffLook.Refused>(await LookAsync(office, counsel, Purpose.AnswerRequest, typed));

        var entry = await office.LastEntryAsync();
        Assert.Equal([RefusalReason.NoSuchSubject], refused.Reasons);
        Assert.Equal((EntryKind.Refusal, null), (entry.Kind, entry.Subject));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData(" Alice ")]
    [InlineData("alice@members.example")]
    [InlineData("ALICE@members.example")]
    public async Task The_whole_user_ID_or_the_checked_address_finds_the_member(string typed)
    {
        await using var office = await Office.OpenAsync();
        await office.JoinAsync("alice");

        Assert.IsType<StaffLook.Opened>(await LookAsync(office, await office.HireAsync(StaffRole.Counsel), Purpose.AnswerRequest, typed));
    }

    [Fact, Proves("D1")]
    public async Task Who_may_not_open_a_record_does_not_learn_whether_there_is_one()
    {
        await using var office = await Office.OpenAsync();
        await office.JoinAsync("alice");
        var unsigned = await office.HireAsync(StaffRole.Counsel, signed: false);
        var manager = await office.HireAsync(StaffRole.Management);

        foreach (var person in new[] { unsigned, manager })
        {
            var known = Assert.IsType<StaffLook.Refused>(await LookAsync(office, person, Purpose.AnswerRequest, "alice"));
            var unknown = Assert.IsType<StaffLook.Refused>(await LookAsync(office, person, Purpose.AnswerRequest, "nobody"));
            Assert.Equal(known.Reasons, unknown.Reasons);
        }
    }

    [Fact, Proves("D2")]
    public async Task The_stated_reason_lies_under_the_members_key_and_nowhere_else()
    {
        await using var office = await Office.OpenAsync();
        var alice = await office.JoinAsync("alice");
        var opened = Assert.IsType<StaffLook.Opened>(await LookAsync(office, await office.HireAsync(StaffRole.Counsel), Purpose.AnswerRequest, "alice", $"  {Why}\r\n"));

        var entry = await office.LastEntryAsync();
        await using var store = office.Store.Main();
        var note = await store.SealedNotes.SingleAsync(n => n.Entry == opened.Entry, TestContext.Current.CancellationToken);
        using var key = office.Get<KeyRing>().PersonKey(alice);
        Assert.Equal(Why, SealedNote.Open(key, note.Sealed, entry.Note!.Value)!.Value.Open());
        Assert.DoesNotContain(office.Store.Log.All, line => line.Contains("phone", StringComparison.Ordinal) || line.Contains("alice", StringComparison.Ordinal));
    }

    [Fact, Proves("SE1")]
    public async Task Nobody_looks_more_often_than_the_limit_allows_and_a_refused_look_counts()
    {
        await using var office = await Office.OpenAsync("--Security:StaffLooksPerHour=3");
        var alice = await office.JoinAsync("alice");
        var counsel = await office.HireAsync(StaffRole.Counsel);
        var colleague = await office.HireAsync(StaffRole.Counsel);
        var began = office.Store.Clock.GetUtcNow();
        await LookAsync(office, counsel, Purpose.AnswerRequest, "alice");
        await LookAsync(office, counsel, Purpose.AnswerRequest, "nobody");
        office.Store.Clock.Advance(TimeSpan.FromMinutes(20));
        await LookAsync(office, counsel, Purpose.AnswerRequest, "alice");
        var before = (await office.LedgerAsync()).Count;

        var stopped = Assert.IsType<StaffLook.TooMany>(await LookAsync(office, counsel, Purpose.AnswerRequest, "alice"));

        Assert.Equal(began + TimeSpan.FromHours(1), stopped.Again);
        var entry = Assert.Single((await office.LedgerAsync()).Skip(before));
        Assert.Equal((EntryKind.Refusal, alice.Subject, counsel.Id.Value), (entry.Kind, entry.Subject, entry.Actor));
        Assert.Equal([RefusalReason.LookLimitReached], entry.Refusals);
        // One entry for as many as there are in an hour, and it takes no look away: the ledger is filled by nobody.
        Assert.Equal(stopped.Again, Assert.IsType<StaffLook.TooMany>(await LookAsync(office, counsel, Purpose.AnswerRequest, "nobody")).Again);
        Assert.Equal(before + 1, (await office.LedgerAsync()).Count);
        Assert.IsType<StaffLook.Opened>(await LookAsync(office, colleague, Purpose.AnswerRequest, "alice"));
        office.Store.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.IsType<StaffLook.Opened>(await LookAsync(office, counsel, Purpose.AnswerRequest, "alice"));
    }

    [Fact]
    public async Task Who_was_deactivated_a_moment_ago_opens_nothing()
    {
        await using var office = await Office.OpenAsync();
        await office.JoinAsync("alice");
        var counsel = await office.HireAsync(StaffRole.Counsel);
        await office.Get<ChangeStanding>().ToAsync(await office.HireAsync(StaffRole.Management), counsel.Id, new StaffStanding(StaffRole.Counsel, IsActive: false));

        var refused = Assert.IsType<StaffLook.Refused>(await LookAsync(office, counsel, Purpose.AnswerRequest, "alice"));

        Assert.Equal([RefusalReason.NotStaff], refused.Reasons);
    }

    private static Task<StaffLook> LookAsync(Office office, Caller caller, Purpose? purpose, string name, string reason = Why, FieldSet? fields = null) =>
        office.Get<OpenRecord>().OpenAsync(caller, new LookRequest(purpose, new(name), new(reason), fields ?? Answering));
}
