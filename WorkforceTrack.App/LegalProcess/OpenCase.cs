using System.Collections.Immutable;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A case as it lies open before one person of the staff: what was read, and the ways to act on it.</summary>
/// <param name="id">The case.</param>
/// <param name="reading">What was read.</param>
/// <param name="move">Takes a step from this reading.</param>
/// <param name="changed">Reads it anew after something was done, and says so.</param>
internal sealed class OpenCase(
    CaseId id, CaseReading.Opened reading, Func<CaseMove, CaseNote, ImmutableArray<(CaseDocumentKind Kind, CaseDocument Document)>, Task<CaseOutcomeOfAct>> move, Func<string, Task> changed)
{
    internal CaseId Id { get; } = id;

    internal CaseReading.Opened Reading { get; } = reading;

    internal CaseFile File => Reading.Case.File;

    internal bool Offers(CaseAct act) => Reading.Acts.Contains(act);

    internal bool OffersAny(params ReadOnlySpan<CaseAct> acts)
    {
        foreach (var act in acts)
        {
            if (Offers(act)) return true;
        }

        return false;
    }

    /// <summary>Members are told apart by their number in the demand, never by name.</summary>
    internal string PersonOf(MemberId member) => $"Person {File.Asked.Members.Select(m => m.Member).ToList().IndexOf(member) + 1}";

    internal FieldSet HeldOf(MemberId member) => Reading.Held.GetValueOrDefault(member, FieldSet.Empty);

    internal Task<CaseOutcomeOfAct> MoveAsync(CaseMove step, CaseNote note, params ImmutableArray<(CaseDocumentKind Kind, ChosenPaper? Paper)> papers)
    {
        if (papers.Any(p => p.Paper is { Document: null })) return Task.FromResult<CaseOutcomeOfAct>(new CaseOutcomeOfAct.Unfit(CaseTextFault.Document));
        return move(step, note, [.. papers.Where(p => p.Paper is not null).Select(p => (p.Kind, p.Paper!.Document!))]);
    }

    internal Task ChangedAsync(string done) => changed(done);
}
