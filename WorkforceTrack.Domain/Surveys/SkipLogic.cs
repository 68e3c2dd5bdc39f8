using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>Which questions someone is asked, given what was answered before (S2).</summary>
public static class SkipLogic
{
    /// <summary>In the order of the questionnaire. An answer to a question that is not asked counts as none.</summary>
    [Keeps("S2")]
    public static ImmutableArray<Question> Asked(Questionnaire questionnaire, IReadOnlyDictionary<string, Answer> answers)
    {
        var asked = ImmutableArray.CreateBuilder<Question>();
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in questionnaire.Questions)
        {
            if (question.Condition is { } condition && !(counted.Contains(condition.Question)
                && answers.TryGetValue(condition.Question, out var answer) && answer is Answer.Chosen chosen
                && chosen.Options.Any(condition.Options.Contains))) continue;
            asked.Add(question);
            counted.Add(question.Key);
        }

        return asked.ToImmutable();
    }
}
