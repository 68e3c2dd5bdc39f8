namespace WorkforceTrack.Domain.Surveys;

/// <summary>The kinds of question (S1). Under these names they stand in a questionnaire's file, so a name never changes.</summary>
public enum QuestionKind
{
    SingleChoice,
    MultipleChoice,
    Scale,
    NumberInBands,
    DateInBands,
    Comment,
    Statement,
}
