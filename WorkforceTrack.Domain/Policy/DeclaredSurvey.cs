using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Domain.Policy;

/// <summary>A kind of survey that the policy describes (O2, S1). What it does not describe is not opened.</summary>
/// <param name="Audience">Who is asked.</param>
/// <param name="Text">What is asked, how answers are protected and what is published: what the policy page shows.</param>
public sealed record DeclaredSurvey(Audience Audience, string Text);

/// <summary>The kinds of survey that this program can hold, in the words of the policy (O2).</summary>
[Keeps("O2")]
public static class DeclaredSurveys
{
    public static readonly ImmutableArray<DeclaredSurvey> All =
    [
        new(
            Audience.Members,
            "We ask members what they need and think, and each may answer once or not at all. You answer in a booth that does not know you, "
            + "with a pass that carries no name. When enough people have answered, we publish rounded counts, once, after the survey has closed. "
            + "From comments we publish themes, never the words."),
        new(
            Audience.Visitors,
            "A short poll asks anyone who passes by. There is no account, no pass and no address kept, so nobody can tell who answered, or how often. "
            + "When enough answers are in, we publish rounded counts, once, after the poll has closed. "
            + "From comments we publish themes, never the words."),
    ];
}
