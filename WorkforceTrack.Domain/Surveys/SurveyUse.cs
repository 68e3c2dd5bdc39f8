using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>Whether the policy describes a kind of survey, and the version that does (O2).</summary>
public static class SurveyUse
{
    /// <summary>Whether this version describes surveys of this audience. Without a version nothing is described.</summary>
    [Keeps("O2")]
    public static bool IsDeclared(PolicyVersion? policy, Audience audience) => policy is not null && policy.Surveys.Any(s => s.Audience == audience);

    /// <summary>
    /// The next version, which describes every kind of survey that this program can hold. Not material (AC1): what staff signed
    /// to do is the same, and nothing that is held about a member is used. It is published all the same, with a number and a
    /// date, before the first survey opens (O2).
    /// </summary>
    [Keeps("O2")]
    public static PolicyVersion Next(PolicyVersion current, DateOnly published) => current with
    {
        Number = new PolicyNumber(current.Number.Major, current.Number.Minor + 1),
        Published = published,
        IsMaterial = false,
        Surveys = DeclaredSurveys.All,
    };
}
