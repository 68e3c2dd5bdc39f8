using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>
/// What the organisation tells everyone about demands for data, per half-year (D6, D7, D8). Counts of 1 to 4 stand as a band; a sum with
/// such a count in it stands as a band as well, which tells nothing more.
/// </summary>
public static class TransparencyReport
{
    /// <summary>The newest half-year first; one without a demand is left out.</summary>
    /// <param name="cases">Every case.</param>
    /// <param name="given">How many disclosures on these grounds the ledger holds, by half-year.</param>
    [Keeps("D6")]
    public static ImmutableArray<TransparencyPart> Of(IEnumerable<CaseFile> cases, IReadOnlyDictionary<HalfYear, int> given)
    {
        var byTime = cases.ToLookup(file => HalfYear.Of(file.ReceivedAt));
        return [.. byTime.Select(group => group.Key).Union(given.Keys).OrderDescending().Select(time => Part(time, [.. byTime[time]], given.GetValueOrDefault(time)))];
    }

    private static TransparencyPart Part(HalfYear time, ImmutableArray<CaseFile> cases, int given)
    {
        var produced = cases.Where(c => c.ProducedAt is not null).ToList();
        var told = produced.SelectMany(c => c.Scope.Members.Select(m => (c.ProducedAt, c.Notices.FirstOrDefault(n => n.Member == m.Member)?.SentAt))).ToList();
        var (before, after, notYet) = (told.Count(m => m.SentAt <= m.ProducedAt), told.Count(m => m.SentAt > m.ProducedAt), told.Count(m => m.SentAt is null));
        return new TransparencyPart(
            time,
            [.. Names.All<CaseKind>().Select(kind => Line(kind, [.. cases.Where(c => KindOf(c) == kind)])).Where(line => line.Received != Tally.None)],
            Tally.OfSum(before, after, notYet),
            Tally.Of(before),
            Tally.Of(after),
            Tally.Of(notYet),
            Tally.Of(cases.Sum(c => c.Objections.Length)),
            Tally.Of(cases.Count(c => c.HadOrder)),
            Tally.Of(cases.Count(c => c.Kind == CaseKind.EmergencyRequest)),
            Tally.Of(given));
    }

    private static TransparencyLine Line(CaseKind kind, ImmutableArray<CaseFile> cases)
    {
        var counts = new[]
        {
            cases.Count(c => c.Outcome == CaseOutcome.Refused),
            cases.Count(c => c.Outcome == CaseOutcome.Partly),
            cases.Count(c => c.Outcome == CaseOutcome.Fully),
            cases.Count(c => c.Outcome is CaseOutcome.Withdrawn or CaseOutcome.Preserved),
            cases.Count(c => c.Outcome is null),
        };
        var received = Tally.OfSum(counts);
        return new TransparencyLine(kind, received, Tally.Of(counts[0]), Tally.Of(cases.Count(c => c.NarrowingRounds > 0)), Tally.Of(counts[1]), Tally.Of(counts[2]), Tally.Of(counts[3]), Tally.Of(counts[4]));
    }

    // What was not classified yet was asked without a form, as far as anyone knows.
    private static CaseKind KindOf(CaseFile file) => file.Kind ?? CaseKind.InformalRequest;
}

/// <summary>One half of a year, UTC.</summary>
public readonly record struct HalfYear(int Year, int Half) : IComparable<HalfYear>
{
    public static HalfYear Of(DateTimeOffset moment) => new(moment.UtcDateTime.Year, moment.UtcDateTime.Month <= 6 ? 1 : 2);

    public int CompareTo(HalfYear other) => (Year, Half).CompareTo((other.Year, other.Half));

    public override string ToString() => Half == 1 ? $"January to June {Year}" : $"July to December {Year}";
}

/// <summary>One half-year of the report.</summary>
/// <param name="Time">Which.</param>
/// <param name="Lines">By kind of demand.</param>
/// <param name="Affected">Members whose data was given.</param>
/// <param name="ToldBefore">Of these, told before.</param>
/// <param name="ToldAfter">Told afterwards.</param>
/// <param name="NotYetTold">Yet to be told.</param>
/// <param name="Objections">Objections of members.</param>
/// <param name="Orders">Cases under an order to be silent.</param>
/// <param name="Emergencies">Emergencies.</param>
/// <param name="InLedger">Disclosures on these grounds that the ledger holds.</param>
public sealed record TransparencyPart(
    HalfYear Time, ImmutableArray<TransparencyLine> Lines, Tally Affected, Tally ToldBefore, Tally ToldAfter, Tally NotYetTold, Tally Objections, Tally Orders, Tally Emergencies, Tally InLedger);

/// <summary>One kind of demand in a half-year: how many came, and how they ended.</summary>
public sealed record TransparencyLine(CaseKind Kind, Tally Received, Tally Refused, Tally Narrowed, Tally Partly, Tally Fully, Tally Otherwise, Tally Open);

/// <summary>A count as it is printed: none, a band of 1 to 4, a number, or a band for a sum that must not be exact.</summary>
public readonly record struct Tally
{
    private Tally(string words) => Words = words;

    public string Words { get; }

    public static Tally None { get; } = new("0");

    public static Tally Of(int count) => IsSmall(count) ? new Tally("1 to 4") : new Tally($"{count}");

    /// <summary>The sum of counts that are printed beside it: it tells no more of a band than the band itself.</summary>
    public static Tally OfSum(params IReadOnlyCollection<int> counts)
    {
        var small = counts.Count(IsSmall);
        var exact = counts.Where(count => !IsSmall(count)).Sum();
        return small == 0 ? Of(exact) : new Tally($"{exact + small} to {exact + (4 * small)}");
    }

    public static bool IsSmall(int count) => count is > 0 and < 5;

    public override string ToString() => Words;
}
