using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// The tables that skip logic ties together (S5): who answered a question chose certain options of an earlier one. Knowledge goes
/// up (those options have at least so many) and down (this question has at most so many answers); the ties are a forest, so one way
/// up and one way down find all of it.
/// </summary>
[Keeps("S5")]
internal static class LinkAudit
{
    /// <summary>Withholds questions until every hidden count keeps enough possible values.</summary>
    internal static void Settle(ImmutableArray<QuestionDraft> drafts)
    {
        while (FirstFault(drafts) is { } fault) (Followers(drafts, fault).LastOrDefault(d => d.IsShown) ?? fault).Withhold();
    }

    private static QuestionDraft? FirstFault(ImmutableArray<QuestionDraft> drafts)
    {
        var demands = new Dictionary<QuestionDraft, ImmutableArray<Demand>>();
        var least = new Dictionary<QuestionDraft, long>();
        foreach (var draft in drafts.Reverse().Where(d => !d.HasTooFewAnswers))
        {
            demands[draft] = Demand.Apart(Followers(drafts, draft).Select(f => new Demand(f.Question.Condition!.Options, least[f])));
            least[draft] = Rounding.FewestAnswers;
            if (!draft.IsShown) continue;
            var answer = draft.Audit(long.MaxValue, demands[draft]);
            if (!answer.Holds) return draft;
            least[draft] = answer.LeastAnswers;
        }

        var most = new Dictionary<QuestionDraft, long>();
        foreach (var draft in drafts.Where(d => d.IsShown))
        {
            most[draft] = long.MaxValue;
            if (draft.Question.Condition is { } condition && drafts.FirstOrDefault(d => d.Question.Key == condition.Question) is { } earlier)
            {
                // What a question was withheld for could be worked out from what its followers print.
                if (!earlier.IsShown) return draft;
                most[draft] = earlier.Largest(most[earlier], demands[earlier], condition.Options);
            }

            if (!draft.Audit(most[draft], demands[draft]).Holds) return draft;
        }

        return null;
    }

    // Of those with too few answers nothing is known that would ask for more.
    private static IEnumerable<QuestionDraft> Followers(ImmutableArray<QuestionDraft> drafts, QuestionDraft draft) =>
        drafts.Where(d => d.Question.Condition?.Question == draft.Question.Key && !d.HasTooFewAnswers);
}
