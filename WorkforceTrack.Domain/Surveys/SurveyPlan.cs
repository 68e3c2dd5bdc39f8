using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What a survey is, apart from its phase (S1). Only a draft can have another one; from opening on it stays as it is.</summary>
/// <param name="Id">Which survey.</param>
/// <param name="Slug">Its name in the address.</param>
/// <param name="Audience">Who answers.</param>
/// <param name="Questionnaire">What is asked.</param>
public sealed record SurveyPlan(SurveyId Id, SurveySlug Slug, Audience Audience, Questionnaire Questionnaire)
{
    /// <summary>Whether anyone is asked for words of their own, which two of the staff will read (S6).</summary>
    public bool AsksComments => Questionnaire.AsksComments;

    /// <summary>Whether answering takes a pass (S4).</summary>
    public bool TakesPasses => Audience == Audience.Members;
}
