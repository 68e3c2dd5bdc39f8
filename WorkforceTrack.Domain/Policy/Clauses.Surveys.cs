using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    private const string NoSurveysYet = "There are no surveys or polls yet. This promise waits for the first one.";

    internal static readonly ImmutableArray<Clause> Surveys =
    [
        NotYetKept(
            "S1",
            "We may ask what you think",
            "Now and then we ask members what they need and what matters to them. Some short polls are open to everyone.",
            NoSurveysYet),
        NotYetKept(
            "S2",
            "You may always pass",
            "Taking part is your choice. You can skip any question, no page waits for your answers, and nobody is shown who stayed away.",
            NoSurveysYet),
        NotYetKept(
            "S3",
            "No name on an answer",
            "We never use an answer in a way that points to you. Nothing that we store joins an answer to the person who gave it.",
            NoSurveysYet),
        NotYetKept(
            "S4",
            "A room that does not know you",
            "You answer in a separate place that cannot tell who you are. It learns only that a member is there, for the first and only time.",
            NoSurveysYet),
        NotYetKept(
            "S5",
            "Many voices, one result",
            "We show results only when enough people have answered. Small groups stay hidden, along with anything that would let someone "
            + "work them out. Once published, a result does not change.",
            NoSurveysYet),
        NotYetKept(
            "S6",
            "No one reads you",
            "Your answers serve nothing but the result, and no one can call up the answers of one person. "
            + "Comments are read after the end, shuffled and cut loose, by two people together.",
            NoSurveysYet),
    ];
}
