using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Termination =
    [
        NotYetKept(
            "T1",
            "Leave whenever you like",
            "You can end your membership at any time, in a few clicks. It takes effect at once.",
            "The page for leaving is still to come."),
        NotYetKept(
            "T2",
            "Your data leaves with you",
            "When you leave, we erase your data here and have our partners erase theirs, and our mail to you ends. A receipt says what is gone.",
            "The program cannot erase a membership yet. Each member's data already lies under a key of its own, made ready for that day."),
        NotYetKept(
            "T3",
            "Copies for a bad day",
            "We keep backups, so that a broken disk or a fire does not cost you your data.",
            "Backups by the program are still to come."),
        NotYetKept(
            "T4",
            "What a backup still holds",
            "After you leave, older backups hold your sealed data for a while, guarded as before. The key is destroyed, so nobody can read it. "
            + "Your receipt names the day when the last of them goes.",
            "This will come together with backups and leaving."),
        NotYetKept(
            "T5",
            "In the end, no trace",
            "Backups are replaced in turn, until none remembers you. Restoring one does not bring you back.",
            "This will come together with backups and leaving."),
    ];
}
