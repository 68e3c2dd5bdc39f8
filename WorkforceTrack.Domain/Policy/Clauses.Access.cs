using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Access =
    [
        Kept(
            "A1",
            "See what we hold",
            "You can see all that we hold about you, field by field: where it came from, what it is for, how long we keep it and who has seen it. "
            + "You can also take it home as a file.",
            "Your data page and the file are made from the same list of fields as this policy, so no field can be left out."),
        KeptInPart(
            "A2",
            "Put it right",
            "If something is wrong, you can correct it yourself. Partners who hold the old value are told the new one.",
            "You can correct your data now. Partners find the new value when they next ask; telling them without being asked is still to come."),
        KeptInPart(
            "A3",
            "Keep it fresh",
            "From time to time we ask you to look over your data. We do not trust a mail address until you have shown that it is yours.",
            "An unchecked address never reaches a partner. The reminder to look over your data is still to come."),
    ];
}
