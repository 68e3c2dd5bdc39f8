using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Termination =
    [
        Kept(
            "T1",
            "Leave whenever you like",
            "You can end your membership at any time, in a few clicks. It takes effect at once.",
            "The page for leaving asks for your password once more. From that moment nothing about you is used or given to anyone, and until the day it names you can change your mind."),
        Kept(
            "T2",
            "Your data leaves with you",
            "When you leave, we erase your data here and have our partners erase theirs, and our mail to you ends. A receipt says what is gone.",
            "One list says where something about a member lies; your export and the erasure are both made from it. What the law holds is kept back, that alone, and goes by itself. "
            + "Partners are told and have to confirm. The receipt can be read without an account."),
        Kept(
            "T3",
            "Copies for a bad day",
            "We keep backups, so that a broken disk or a fire does not cost you your data.",
            "A backup is made each day, sealed, and tested by restoring it. One command restores."),
        Kept(
            "T4",
            "What a backup still holds",
            "After you leave, older backups hold your sealed data for a while, guarded as before. The key is destroyed, so nobody can read it. "
            + "Your receipt names the day when the last of them goes.",
            "Backups hold sealed values only, and at each erasure the key is destroyed in the one copy of the keys as well. The day is computed from the backups that are there."),
        Kept(
            "T5",
            "In the end, no trace",
            "Backups are replaced in turn, until none remembers you. Restoring one does not bring you back.",
            "A daily sweep removes what was kept long enough, and backups go in turn. Whoever was erased since a backup was made goes again when it is restored."),
    ];
}
