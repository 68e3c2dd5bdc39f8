using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What is known from a later question that was asked only of those who chose one of these options (S5): they are at least so many.</summary>
internal readonly record struct Demand(ImmutableArray<int> Options, long AtLeast)
{
    /// <summary>
    /// Demands whose options do not overlap, and which together ask for no less. Where two overlap, only what they share may serve
    /// both: that leaves fewer possible counts than there are, so the audit errs on the side of withholding.
    /// </summary>
    internal static ImmutableArray<Demand> Apart(IEnumerable<Demand> demands)
    {
        var apart = new List<Demand>();
        foreach (var demand in demands)
        {
            var next = demand with { Options = [.. demand.Options.Distinct()] };
            while (apart.FindIndex(other => other.Options.Any(next.Options.Contains)) is >= 0 and var at)
            {
                next = new Demand([.. next.Options.Where(apart[at].Options.Contains)], Math.Max(next.AtLeast, apart[at].AtLeast));
                apart.RemoveAt(at);
            }

            apart.Add(next);
        }

        return [.. apart];
    }
}

/// <summary>What the audit of one question found (S5).</summary>
/// <param name="Holds">Whether every hidden count keeps enough possible values.</param>
/// <param name="LeastAnswers">The smallest possible number of answers.</param>
internal readonly record struct AuditAnswer(bool Holds, long LeastAnswers);
