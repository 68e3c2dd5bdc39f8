using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Openness =
    [
        Kept(
            "O1",
            "Nothing is hidden",
            "This page tells you what we hold about you, where it came from, what we use it for and who may get it. "
            + "Anyone can read it, with or without an account.",
            "The tables on this page are made from the same lists that the program obeys, so words and deeds cannot drift apart."),
        KeptInPart(
            "O2",
            "Words first, data after",
            "Before your data takes a new path, we describe that path here. What is not described does not happen.",
            "The program refuses every use that the policy in force does not describe. Publishing a new version from the console is still to come."),
        KeptInPart(
            "O3",
            "A number and a date",
            "Each version of this policy has a number and a date, and stays as it is. Old versions remain here to read. "
            + "If you wish, we write to you when a new one appears.",
            "Each version has its number, its date and a fingerprint that would show any change. "
            + "Comparing versions, and mail about new ones, are still to come."),
        Kept(
            "O4",
            "See where your data went",
            "You can look up each time your data was used or given to someone: when, what for, on what ground, which fields, and to whom. "
            + "For each entry you can take away a proof.",
            "Your list is read from the ledger, where every use is written down before it happens."),
    ];
}
