using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Security =
    [
        KeptInPart(
            "SE1",
            "In safe hands",
            "We guard your data, so that nobody reads, takes or changes it without the right to, and so that it does not get lost.",
            "Your fields are sealed, your password cannot be read back, and a change to the ledger shows. Passkeys are still to come."),
        NotYetKept(
            "SE2",
            "Who may come in",
            "Only people on a list may enter the rooms where our systems stand. Anyone else needs a yes from management first.",
            "The list is not in the program yet."),
        NotYetKept(
            "SE3",
            "Care that does not fade",
            "Management sets goals for security, checks how we are doing, and sees that everyone here is trained.",
            "The program does not keep track of this yet."),
        KeptInPart(
            "SE4",
            "No one can promise perfection",
            "Perfect security does not exist, and we do not claim it. Other sites follow policies of their own; please read them there.",
            "It is said here. A reminder when you leave for another site is still to come."),
    ];
}
