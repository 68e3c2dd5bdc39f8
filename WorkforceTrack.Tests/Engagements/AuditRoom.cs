using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>A real store in which one of the staff enters engagements, another confirms them, and members wait to be looked at.</summary>
internal sealed class AuditRoom : IAsyncDisposable
{
    internal const string Organisation = "Tidewater Auditors";
    internal const string Contact = "privacy@tidewater.example";
    internal const string Why = "Sample line 4: compare the region with the invoice.";

    internal static readonly FieldSet Scope = FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Employer);
    internal static readonly byte[] Paper = Encoding.UTF8.GetBytes("%PDF-1.7 signed by both sides");
    internal static readonly byte[] Proof = Encoding.UTF8.GetBytes("%PDF-1.7 all was destroyed");

    private AuditRoom(Office office) => Office = office;

    internal Office Office { get; }

    /// <summary>Who enters.</summary>
    internal Caller.OfStaff Priya { get; private set; } = null!;

    /// <summary>Who confirms.</summary>
    internal Caller.OfStaff Mina { get; private set; } = null!;

    internal PersonRow Alice { get; private set; } = null!;

    internal PersonRow Bo { get; private set; } = null!;

    internal DateTimeOffset Now => Office.Store.Clock.GetUtcNow();

    internal EngagementTerms Terms => new(EngagementKind.Auditor, Scope, Now, Now.AddDays(20));

    internal static async Task<AuditRoom> OpenAsync(params string[] settings) => await OpenAsync(new Staging { Settings = settings });

    internal static async Task<AuditRoom> OpenAsync(Staging staging)
    {
        var room = new AuditRoom(await Office.OpenAsync(staging));
        room.Priya = await room.Office.HireAsync(StaffRole.PrivacyOfficer);
        room.Mina = await room.Office.HireAsync(StaffRole.Management);
        room.Alice = await room.Office.JoinAsync("alice");
        room.Bo = await room.Office.JoinAsync("bo");
        return room;
    }

    internal T Get<T>()
        where T : notnull => Office.Get<T>();

    internal async Task<EngagementId> BeginAsync(EngagementTerms? terms = null) =>
        Assert.IsType<EngagementAnswer.Done>(await Get<DraftEngagement>().BeginAsync(Priya, Organisation, Contact, terms ?? Terms)).Engagement;

    /// <summary>A draft with everything that it needs.</summary>
    internal async Task<EngagementId> DraftAsync(EngagementTerms? terms = null, string userId = "auditor", params string[] members)
    {
        var id = await BeginAsync(terms);
        foreach (var member in members.Length == 0 ? ["alice", "bo"] : members) Assert.IsType<EngagementAnswer.Done>(await Get<NameMember>().AddAsync(Priya, id, new(member)));
        Assert.IsType<EngagementAnswer.Done>(await Get<InvitePerson>().AddAsync(Priya, id, userId, $"{userId}@tidewater.example", $"The {userId}"));
        Assert.IsType<EngagementAnswer.Done>(await Get<DraftEngagement>().BringAsync(Priya, id, Paper));
        return id;
    }

    /// <summary>An engagement that a second person confirmed.</summary>
    internal async Task<EngagementId> SignAsync(EngagementTerms? terms = null, string userId = "auditor", params string[] members)
    {
        var id = await DraftAsync(terms, userId, members);
        Assert.IsType<EngagementAnswer.Done>(await ConfirmAsync(id));
        return id;
    }

    internal async Task<EngagementAnswer> ConfirmAsync(EngagementId id) => await Get<ConfirmEngagement>().AsAsync(Mina, id, (await RowAsync(id)).Version);

    internal async Task<EngagementRow> RowAsync(EngagementId id)
    {
        await using var store = Office.Store.Main();
        return await store.Engagements.AsNoTracking().SingleAsync(e => e.Id == id, TestContext.Current.CancellationToken);
    }

    /// <summary>One more session of the first person of an engagement, with a second factor; what the session is now, a later question says.</summary>
    internal async Task<SessionRow> EnterAsync(EngagementId id)
    {
        await using var store = Office.Store.Main();
        var engaged = await store.EngagedPeople.AsNoTracking().Where(p => p.Engagement == id && p.IsContact).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
        await using var vault = Office.Store.Vault();
        var person = await vault.People.SingleAsync(p => p.Engaged == engaged, TestContext.Current.CancellationToken);
        person.TwoFactorEnabled = true;
        var session = new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = Now, LastSeenAt = Now, SealedDevice = [], Access = Guid.NewGuid() };
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync(TestContext.Current.CancellationToken);
        return session;
    }

    internal async Task<Caller.OfEngagement> CallerAsync(EngagementId id) => Assert.IsType<Caller.OfEngagement>(await Get<Callers>().OfSessionAsync((await EnterAsync(id)).Id));

    /// <summary>The name under which an engagement knows a member.</summary>
    internal async Task<Guid> RefAsync(EngagementId id, PersonRow member) => (await SubjectAsync(id, member)).Ref;

    internal async Task<EngagementSubjectRow> SubjectAsync(EngagementId id, PersonRow member)
    {
        await using var vault = Office.Store.Vault();
        return await vault.EngagementSubjects.AsNoTracking().SingleAsync(s => s.Engagement == id && s.Person == member.Id, TestContext.Current.CancellationToken);
    }

    internal async Task<EngagedRead> ReadAsync(Caller caller, EngagementId id, PersonRow member, FieldSet fields, string reason = Why) =>
        await Get<ReadAsEngaged>().OpenAsync(caller, new EngagedRequest(await RefAsync(id, member), new(reason), fields));

    internal async Task<GivenList> GivenAsync(EngagementId id)
    {
        await using var store = Office.Store.Main();
        return await ReadGiven.FromLedgerAsync(store, id);
    }

    internal async Task<EngagementAnswer> SettleAsync(EngagementId id, byte[]? certificate = null) =>
        await Get<RecordCertificate>().AsAsync(Priya, id, (await GivenAsync(id)).Digest, certificate ?? Proof);

    /// <summary>The mails that wait, by template.</summary>
    internal async Task<List<App.Correspondence.MailRow>> MailAsync(App.Correspondence.MailTemplate template)
    {
        await using var store = Office.Store.Main();
        return await store.Mail.AsNoTracking().Where(m => m.Template == template).ToListAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
