using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>
/// Where an incident can stand, and for each place all that is allowed there. A letter is a person: E and F security, P privacy officer,
/// C counsel, M management, S support, A the program. Two letters are who acts and who sits beside.
/// </summary>
internal static class IncidentTable
{
    internal static readonly DateTimeOffset Opened = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    internal static readonly IncidentScope Scope = new(Opened.AddHours(-3), Opened.AddHours(-1), [ClientAddress.Of([203, 0, 113, 7])], ["/login"]);

    // Security or the privacy officer with anyone who may investigate, in either order; never one person twice.
    private const string Two = "EF EP EC EM FE FP FC FM PE PF PC PM CE CF CP ME MF MP";

    /// <summary>Each place: how to come there, and "Move who who; Move who".</summary>
    internal static readonly IReadOnlyDictionary<string, (Func<Way> Reach, string Allowed)> Rows = new Dictionary<string, (Func<Way>, string)>(StringComparer.Ordinal)
    {
        ["open"] = (() => new Way(), $"SetScope {Two}; Close E F P"),
        ["scoped, nobody looked"] = (() => new Way().Go("EP", new IncidentMove.SetScope(Scope)), $"Look {Two}; Close E F P"),
        ["scoped, looked at by E and M"] = (() => Looked(), $"Look {Two}; Identify {Two}; Propose E; Close E F P"),
        ["scoped, looked at by P and C"] = (() => new Way().Go("EP", new IncidentMove.SetScope(Scope)).Go("CP", new IncidentMove.Look()), $"Look {Two}; Identify {Two}; Propose P; Close E F P"),
        ["proposed by E"] = (() => Looked().Go("E", new IncidentMove.Propose(Guid.NewGuid())), $"Look {Two}; Approve P C M; TakeBack E F P C M"),
        ["proposed by P"] = (() => Looked().Go("PM", new IncidentMove.Look()).Go("P", new IncidentMove.Propose(Guid.NewGuid())), $"Look {Two}; Approve C M; TakeBack E F P C M"),
        ["half approved by M"] = (() => Half(), $"Look {Two}; Approve P C; TakeBack E F P C M"),
        ["handed over, to be taken"] = (() => Half().Go("P", new IncidentMove.Approve()), $"Look {Two}; Identify {Two}; Collect P M; Close E F P"),
        ["handed over, taken"] = (() => Half().Go("P", new IncidentMove.Approve()).Go("M", new IncidentMove.Collect()), $"Look {Two}; Identify {Two}; Propose E; Close E F P"),
        ["closed"] = (() => Looked().Go("E", new IncidentMove.Close()), ""),
        ["closed long enough"] = (() => Looked().Go("E", new IncidentMove.Close()).Later(Kept), "Destroy A"),
        ["destroyed"] = (() => Looked().Go("E", new IncidentMove.Close()).Later(Kept).Go("A", new IncidentMove.Destroy()), ""),
    };

    private static readonly string[] Everybody =
    [
        "A", "S", "E", "F", "P", "C", "M",
        .. from one in "SEFPCM" from other in "SEFPCM" select $"{one}{other}",
    ];

    /// <summary>One of each kind, such that nothing but the place and the people stands against it.</summary>
    internal static IEnumerable<IncidentMove> Moves =>
    [
        new IncidentMove.SetScope(Scope), new IncidentMove.Look(), new IncidentMove.Identify(), new IncidentMove.Propose(Guid.NewGuid()), new IncidentMove.Approve(),
        new IncidentMove.TakeBack(), new IncidentMove.Collect(), new IncidentMove.Close(), new IncidentMove.Destroy(),
    ];

    /// <summary>Every place, with every kind of move and everyone who might try it, alone and with everyone beside.</summary>
    internal static IEnumerable<(string Place, Way Way, IncidentMove Move, string Who, bool IsAllowed)> Everything() =>
        from row in Rows
        let way = row.Value.Reach()
        from move in Moves
        from who in Everybody
        select (row.Key, way, move, who, Allows(row.Value.Allowed, move, who));

    /// <summary>A person by letter; null is the program.</summary>
    internal static IncidentPerson? Person(char letter, bool hasReason = true) => letter switch
    {
        'E' or 'F' => Of(letter, StaffRole.Security, hasReason),
        'P' => Of(letter, StaffRole.PrivacyOfficer, hasReason),
        'C' => Of(letter, StaffRole.Counsel, hasReason),
        'M' => Of(letter, StaffRole.Management, hasReason),
        'S' => Of(letter, StaffRole.Support, hasReason),
        _ => null,
    };

    internal static IncidentMoment At(string who, DateTimeOffset now) => new(Person(who[0]), who.Length > 1 ? Person(who[1]) : null, now, Kept);

    internal static Way Looked() => new Way().Go("EP", new IncidentMove.SetScope(Scope)).Go("EM", new IncidentMove.Look());

    private static Way Half() => Looked().Go("E", new IncidentMove.Propose(Guid.NewGuid())).Go("M", new IncidentMove.Approve());

    // What one person does alone, that person may also do with somebody beside.
    private static bool Allows(string allowed, IncidentMove move, string who) => allowed.Split("; ", StringSplitOptions.RemoveEmptyEntries)
        .Select(words => words.Split(' ')).Any(words => words[0] == move.GetType().Name && words.Skip(1).Any(people => people == who || (people.Length == 1 && people[0] == who[0])));

    private static IncidentPerson Of(char letter, StaffRole role, bool hasReason) => new(new StaffId(new Guid(letter, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), role, hasReason);
}

/// <summary>An incident on its way: each step must be taken, or the test is wrong.</summary>
internal sealed class Way
{
    internal Way() => Incident = Assert.IsType<IncidentAnswer.Moved>(Domain.WebLogs.Incident.Report(new IncidentId(Guid.NewGuid()), IncidentTable.At("E", Now))).Next;

    internal Incident Incident { get; private set; }

    internal DateTimeOffset Now { get; private set; } = IncidentTable.Opened;

    internal Way Go(string who, IncidentMove move)
    {
        Incident = Assert.IsType<IncidentAnswer.Moved>(Incident.Go(move, IncidentTable.At(who, Now))).Next;
        return this;
    }

    internal Way Later(TimeSpan time)
    {
        Now += time;
        return this;
    }

    internal ImmutableArray<IncidentFault> Faults(IncidentMoment at, IncidentMove move) => Assert.IsType<IncidentAnswer.Refused>(Incident.Go(move, at)).Faults;
}
