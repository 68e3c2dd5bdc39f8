using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    private const string NoComplaintsYet = "The pages for complaints are still to come.";

    internal static readonly ImmutableArray<Clause> Accountability =
    [
        Kept(
            "AC1",
            "Everyone here signs",
            "All our staff sign an agreement to keep to this policy.",
            "The console stays closed to a person who has not signed for the latest version that matters."),
        NotYetKept(
            "AC2",
            "Fair and soon",
            "If you complain, we settle the matter fairly and without delay. The person you complain about does not decide it.",
            NoComplaintsYet),
        Kept(
            "AC3",
            "Where to ask",
            "Questions and comments are welcome, on this site and by mail.",
            "Anyone can write on the page for it, without an account, and read the answer there; or write by mail."),
        NotYetKept(
            "AC4",
            "Your right to appeal",
            "Each complaint gets a prompt answer, which tells you how to appeal. Someone else then looks at it afresh.",
            NoComplaintsYet),
    ];
}
