using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The members that an object in a questionnaire's file must and may have; the same as in the published schema.</summary>
internal sealed record QuestionnaireMembers(ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    internal static readonly QuestionnaireMembers Whole = new(["format", "title", "introduction", "questions"], ["cross-tabs"]);

    internal static readonly QuestionnaireMembers Condition = new(["question", "options"], []);

    internal static readonly QuestionnaireMembers CrossTab = new(["groups", "answers"], []);

    private static readonly QuestionnaireMembers WithoutOptions = new(["kind", "key", "text"], ["help", "shown-if"]);
    private static readonly QuestionnaireMembers Choice = WithoutOptions.And("options");
    private static readonly QuestionnaireMembers Scale = WithoutOptions.And("from", "to", "lowest", "highest");
    private static readonly QuestionnaireMembers Days = WithoutOptions.And("edges");
    private static readonly QuestionnaireMembers Numbers = Days with { Optional = Days.Optional.Add("unit") };

    internal bool Knows(string name) => Required.Contains(name) || Optional.Contains(name);

    internal static QuestionnaireMembers Of(QuestionKind kind) => kind switch
    {
        QuestionKind.SingleChoice or QuestionKind.MultipleChoice => Choice,
        QuestionKind.Scale => Scale,
        QuestionKind.NumberInBands => Numbers,
        QuestionKind.DateInBands => Days,
        QuestionKind.Comment or QuestionKind.Statement => WithoutOptions,
    };

    private QuestionnaireMembers And(params ImmutableArray<string> required) => this with { Required = Required.AddRange(required) };
}
