using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// A table that answers are counted in (S5). One-way tables have one row; a yes/no table of a multiple choice has the columns yes
/// and no; a declared cross-tab has a row for each group.
/// </summary>
public sealed record CountedTable(Question Question, int? Choice, Question? Groups, int Rows, int Columns)
{
    /// <summary>The column of a yes, in the yes/no table of one choice.</summary>
    public const int Yes = 0;

    /// <summary>The column of a no.</summary>
    public const int No = 1;

    internal static ImmutableArray<CountedTable> Of(Questionnaire questionnaire)
    {
        var tables = ImmutableArray.CreateBuilder<CountedTable>();
        foreach (var question in questionnaire.Questions)
        {
            if (question is Question.MultipleChoice)
            {
                for (var choice = 0; choice < question.Options.Length; choice++) tables.Add(new CountedTable(question, choice, Groups: null, 1, 2));
            }
            else if (!question.Options.IsEmpty)
            {
                tables.Add(new CountedTable(question, Choice: null, Groups: null, 1, question.Options.Length));
            }
        }

        foreach (var cross in questionnaire.CrossTabs)
        {
            if (questionnaire.Find(cross.Groups) is { HasOneAnswer: true } groups && questionnaire.Find(cross.Answers) is { HasOneAnswer: true } answers && groups != answers)
                tables.Add(new CountedTable(answers, Choice: null, groups, groups.Options.Length, answers.Options.Length));
        }

        return tables.ToImmutable();
    }
}
