using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>How the console names a survey and what is known of it.</summary>
internal static class SurveyPlaces
{
    /// <summary>Where it is answered.</summary>
    internal static string Answers(SurveyPlan plan) => plan.TakesPasses ? $"/me/surveys/{plan.Slug}" : $"/polls/{plan.Slug}";

    internal static string TitleOf(SurveyPlan plan) => string.IsNullOrWhiteSpace(plan.Questionnaire.Title) ? "Survey without a title" : plan.Questionnaire.Title;

    /// <summary>All that is said of an open survey (S5). Of those that were counted: others may wait.</summary>
    internal static string SoFar(bool hasTen) => hasTen ? "At least 10 answers counted so far" : "Fewer than 10 answers counted so far";

    internal static Tone ToneOf(SurveyPhase phase) => phase switch
    {
        SurveyPhase.Draft or SurveyPhase.Closed => Tone.Calm,
        SurveyPhase.Open or SurveyPhase.Released => Tone.Good,
    };

    internal static Glyph GlyphOf(SurveyPhase phase) => phase switch
    {
        SurveyPhase.Draft => Glyph.Paper,
        SurveyPhase.Open => Glyph.Question,
        SurveyPhase.Closed => Glyph.Lock,
        SurveyPhase.Released => Glyph.Check,
    };
}
