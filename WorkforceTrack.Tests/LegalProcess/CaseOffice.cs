using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>A real store with one person in each role, two members, and a demand for their data on its way.</summary>
internal sealed class CaseOffice : IAsyncDisposable
{
    internal static readonly CasePeriod Period = new(new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31));

    private readonly Dictionary<char, Caller.OfStaff> staff = [];

    private CaseOffice(Office office) => Office = office;

    internal Office Office { get; }

    internal Caller.Member Dana { get; private set; } = null!;

    internal Caller.Member Bo { get; private set; } = null!;

    internal CaseId Id { get; private set; }

    internal int Version { get; private set; }

    internal DateTimeOffset Now => Office.Store.Clock.GetUtcNow();

    internal static Task<CaseOffice> OpenAsync(params string[] settings) => OpenAsync(new Staging { Settings = settings });

    internal static async Task<CaseOffice> OpenAsync(Staging staging)
    {
        var cases = new CaseOffice(await Office.OpenAsync(staging));
        foreach (var (letter, role) in new[] { ('S', StaffRole.Support), ('E', StaffRole.Security), ('P', StaffRole.PrivacyOfficer), ('C', StaffRole.Counsel), ('M', StaffRole.Management) })
            cases.staff[letter] = await cases.Office.HireAsync(role);
        cases.Dana = await cases.JoinAsync("dana");
        cases.Bo = await cases.JoinAsync("bo");
        return cases;
    }

    internal T Get<T>()
        where T : notnull => Office.Get<T>();

    internal Caller.OfStaff Staff(char who) => staff[who];

    internal async Task<Caller.Member> JoinAsync(string userId)
    {
        var person = await Office.JoinAsync(userId);
        return new Caller.Member(person, new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = Now, LastSeenAt = Now, SealedDevice = [], Access = Guid.NewGuid() });
    }

    /// <summary>Takes a demand in; from here on it is the case that this office is about.</summary>
    internal async Task<CaseOffice> ReceiveAsync(char who = 'S', string agency = "Harbour County Court")
    {
        Took(await Get<ReceiveCase>().ReceiveAsync(Staff(who), Intake(agency), CaseDocuments.Take("subpoena.pdf", "%PDF-1.7 subpoena"u8.ToArray()), Now.AddDays(10)));
        return this;
    }

    internal static CaseIntake Intake(string agency) => new()
    {
        How = new("By registered letter"), Agency = new(agency), Person = new("Clerk J. Marlow, badge 77"), Contact = new("1 Court Square, Harbour"),
        Instrument = new("No. 26-118 of 1 March 2026"), Summary = new("A court wants to know who used an account."),
    };

    internal async Task<CaseOffice> GoAsync(char who, CaseMove move, params ImmutableArray<(CaseDocumentKind, CaseDocument)> papers)
    {
        Took(await TryAsync(who, move, papers));
        return this;
    }

    internal async Task<CaseOutcomeOfAct> TryAsync(char who, CaseMove move, params ImmutableArray<(CaseDocumentKind, CaseDocument)> papers) =>
        await Get<MoveCase>().MoveAsync(Staff(who), Id, Version, move, WordsFor(move, (await ReadAsync()).Case.File), papers);

    /// <summary>What must be written down with a step.</summary>
    internal static CaseNote WordsFor(CaseMove move, CaseFile file) =>
        CaseNote.Of([.. CaseLines.NeededFor(move, file).Select(label => (label, (string?)$"Because of {move.GetType().Name}"))]);

    /// <summary>The program and the members take steps of their own; the office looks again.</summary>
    internal async Task<CaseOffice> LookAsync()
    {
        await using var store = Office.Store.Main();
        Version = (await store.Cases.AsNoTracking().SingleAsync(c => c.Id == Id)).Version;
        return this;
    }

    internal async Task<CaseReading.Opened> ReadAsync(char who = 'P') => Assert.IsType<CaseReading.Opened>(await Get<ReadCase>().ReadAsync(Staff(who), Id));

    internal async Task<CasePhase> PhaseAsync() => (await ReadAsync()).Case.Phase;

    internal CaseScope Asked(params Caller.Member[] members) =>
        new([.. members.Select(m => new ScopedMember(m.Id, FieldSet.Of(PersonalField.FullName, PersonalField.Email)))], Period);

    internal async Task<CaseOffice> ClassifiedAsync(CaseKind kind = CaseKind.CivilSubpoena, params Caller.Member[] members)
    {
        await GoAsync('S', new CaseMove.Authenticate(isGenuine: true));
        return await GoAsync('P', new CaseMove.Classify(kind, Asked(members.Length == 0 ? [Dana] : members)));
    }

    internal async Task<CaseOffice> CheckedAsync(CaseSilence? silence = null, params Caller.Member[] members)
    {
        await ClassifiedAsync(CaseKind.CivilSubpoena, members);
        await GoAsync('P', new CaseMove.Preserve());
        await GoAsync('C', new CaseMove.FindValid((await ReadAsync()).Case.File.Scope));
        return await GoAsync('C', new CaseMove.CheckSecrecy(silence));
    }

    internal async Task<CaseOffice> NotifiedAsync(params Caller.Member[] members)
    {
        await CheckedAsync(silence: null, members);
        await GoAsync('P', new CaseMove.Notify());
        await DeliverAsync();
        return this;
    }

    internal async Task<CaseOffice> ApprovedAsync()
    {
        await GoAsync('P', new CaseMove.Approve());
        return await GoAsync('M', new CaseMove.Approve());
    }

    internal async Task<ProductionAnswer.Made> ProduceAsync(char who = 'S')
    {
        var made = Assert.IsType<ProductionAnswer.Made>(await Get<ProduceCase>().ProduceAsync(Staff(who), Id, Version));
        Version = made.Version;
        return made;
    }

    /// <summary>Time passes, and the program does what is due.</summary>
    internal async Task<CaseOffice> LaterAsync(double days)
    {
        Office.Store.Clock.Advance(TimeSpan.FromDays(days));
        await Get<TurnCases>().TurnDueAsync(TestContext.Current.CancellationToken);
        await DeliverAsync();
        return this;
    }

    internal async Task DeliverAsync()
    {
        await Get<DeliverMail>().DeliverDueAsync(TestContext.Current.CancellationToken);
        await LookAsync();
    }

    internal int Mails => Directory.Exists(Office.Store.Folder.MailFolder) ? Directory.GetFiles(Office.Store.Folder.MailFolder, "*.eml").Count(f => File.ReadAllText(f).Contains("demanded by law", StringComparison.Ordinal)) : 0;

    internal async Task<List<LedgerEntry>> AboutAsync(Caller.Member member) => [.. (await Office.LedgerAsync()).Where(e => e.Subject == member.Person.Subject)];

    /// <summary>The address of the member's page about this case, as the store knows it.</summary>
    internal async Task<Guid> PartAsync(Caller.Member member)
    {
        await using var store = Office.Store.Main();
        return (await store.CaseParts.AsNoTracking().SingleAsync(p => p.Case == Id && p.Member == member.Id)).Evidence;
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private void Took(CaseOutcomeOfAct answer)
    {
        var done = Assert.IsType<CaseOutcomeOfAct.Done>(answer);
        (Id, Version) = (done.Id, done.Version);
    }
}
