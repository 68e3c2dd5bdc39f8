using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Surveys =
    [
        Kept(
            "S1",
            "We may ask what you think",
            "Now and then we ask members what they need and what matters to them. Some short polls are open to everyone.",
            "A survey opens only when this policy describes its kind. Open surveys stand on your pages, polls on the home page."),
        Kept(
            "S2",
            "You may always pass",
            "Taking part is your choice. You can skip any question, no page waits for your answers, and nobody is shown who stayed away.",
            "Who drew a pass is kept under a keyed hash while a survey is open, and forgotten when it closes."),
        Kept(
            "S3",
            "No name on an answer",
            "We never use an answer in a way that points to you. Nothing that we store joins an answer to the person who gave it.",
            "An answer raises a counter, together with the answers of several others. There is no row of answers that anyone could join."),
        Kept(
            "S4",
            "A room that does not know you",
            "You answer in a separate place that cannot tell who you are. It learns only that a member is there, for the first and only time.",
            "The booth has an address of its own, which no log-in reaches. Your browser blinds the pass that we sign, so nobody can know it again."),
        Kept(
            "S5",
            "Many voices, one result",
            "We show results only when enough people have answered. Small groups stay hidden, along with anything that would let someone "
            + "work them out. Once published, a result does not change.",
            "One release a survey, after its end, rounded and audited. Its hash stands in the ledger, and the exact counts are removed."),
        Kept(
            "S6",
            "No one reads you",
            "Your answers serve nothing but the result, and no one can call up the answers of one person. "
            + "Comments are read after the end, shuffled and cut loose, by two people together.",
            "No page, query or command gives one person's answers. Comments open only where there are many, to two of our staff who are there at the same time; each look is recorded, and the words are removed after a set time."),
    ];
}
