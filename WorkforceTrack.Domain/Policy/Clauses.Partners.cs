using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Partners =
    [
        Kept(
            "P1",
            "Why we have partners",
            "Partners offer services that make your membership useful, such as finding work or training. You choose the ones you want.",
            "Each service waits on your services page and starts only when you select it."),
        Kept(
            "P2",
            "No more than the service needs",
            "A partner can read only the fields that its service needs, one member at a time, and only if that member selected the service. "
            + "For your mail or postal address it needs your separate yes.",
            "The program checks every read against the agreement, your choice and your approval. It writes down each answer, yes or no."),
        KeptInPart(
            "P3",
            "The same care as ours",
            "Partners must treat your data with the same care as we do, and sign an agreement that says so. Without an agreement in force, they get nothing.",
            "The program looks for an agreement in force at every read. Checking how partners live up to it is still to come."),
        KeptInPart(
            "P4",
            "Not theirs to sell",
            "A partner may not sell your data, rent it out or pass it on. If one does, we cut it off at once and tell the members concerned.",
            "A suspended partner gets nothing from that moment. Recording a breach and telling members are still to come. "
            + "What happens inside a partner's walls no program can see."),
        Kept(
            "P5",
            "No advertising from them",
            "A partner may not use your data to advertise to you.",
            "The program has no such purpose, so no agreement can name it."),
        NotYetKept(
            "P6",
            "Pages made with a sponsor",
            "On a page that we make together with a sponsor, this policy still holds. The sponsor does not even learn that you were there, "
            + "unless you tell it yourself.",
            "There are no such pages yet."),
    ];
}
