using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A survey that is being written (S1). Everything can change, and nobody can answer.</summary>
public sealed class DraftSurvey(SurveyPlan plan)
{
    public SurveyPlan Plan { get; } = plan;

    /// <summary>The draft as it was written anew; it stays the same survey.</summary>
    public DraftSurvey Rewrite(SurveySlug slug, Audience audience, Questionnaire questionnaire) => new(new SurveyPlan(Plan.Id, slug, audience, questionnaire));

    /// <summary>Opens it, if its questions have no fault and the policy in force describes this kind of survey (O2).</summary>
    /// <param name="policy">The policy in force; null when none is.</param>
    /// <param name="keyFingerprint">SHA-256 of the public key that verifies passes; null for a poll, which has none.</param>
    /// <param name="now">The moment of opening.</param>
    [Keeps("O2"), Keeps("S1")]
    public OpeningAnswer Open(PolicyVersion? policy, Digest? keyFingerprint, DateTimeOffset now)
    {
        var questions = QuestionnaireRules.Faults(Plan.Questionnaire);
        var faults = ImmutableArray.CreateBuilder<OpeningFault>();
        if (!questions.IsEmpty) faults.Add(OpeningFault.QuestionnaireHasFaults);
        if (policy is null) faults.Add(OpeningFault.NoPolicyInForce);
        else if (!SurveyUse.IsDeclared(policy, Plan.Audience)) faults.Add(OpeningFault.UseNotDeclared);
        if (Plan.TakesPasses && keyFingerprint is null) faults.Add(OpeningFault.NoKey);
        if (!Plan.TakesPasses && keyFingerprint is not null) faults.Add(OpeningFault.KeyWithoutPasses);
        return faults.Count == 0
            ? new OpeningAnswer.Opened(new OpenSurvey(Plan, now, keyFingerprint))
            : new OpeningAnswer.Refused(faults.ToImmutable(), questions);
    }
}

/// <summary>The answer to the wish to open a survey (O2).</summary>
public abstract class OpeningAnswer
{
    private OpeningAnswer()
    {
    }

    /// <summary>It is open.</summary>
    public sealed class Opened : OpeningAnswer
    {
        internal Opened(OpenSurvey survey) => Survey = survey;

        public OpenSurvey Survey { get; }
    }

    /// <summary>It stays a draft, for all these reasons.</summary>
    public sealed class Refused : OpeningAnswer
    {
        internal Refused(ImmutableArray<OpeningFault> faults, ImmutableArray<PlacedFault> questions) => (Faults, Questions) = (faults, questions);

        public ImmutableArray<OpeningFault> Faults { get; }

        /// <summary>What is wrong with the questionnaire, and where.</summary>
        public ImmutableArray<PlacedFault> Questions { get; }
    }
}

/// <summary>Why a survey cannot be opened (O2, S4).</summary>
public enum OpeningFault
{
    /// <summary>The questionnaire is not ready.</summary>
    QuestionnaireHasFaults,

    /// <summary>There is no policy, so nothing may start.</summary>
    NoPolicyInForce,

    /// <summary>The policy in force does not describe surveys of this audience.</summary>
    UseNotDeclared,

    /// <summary>Members answer with a pass, and there is no key to verify it.</summary>
    NoKey,

    /// <summary>A poll has no passes; a key would say that it knows who answers.</summary>
    KeyWithoutPasses,
}
