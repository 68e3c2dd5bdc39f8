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
        Kept(
            "A2",
            "Put it right",
            "If something is wrong, you can correct it yourself. Partners who hold the old value are told, and have to confirm it.",
            "A correction and what partners are told of it are stored together, by name of the field and never with a value. "
            + "The same is told when you take an approval back: then they must erase. You see who was told and who confirmed."),
        Kept(
            "A3",
            "Keep it fresh",
            "From time to time we ask you to look over your data. We do not trust a mail address until you have shown that it is yours.",
            "When nothing was looked over for the set time, your pages ask you to, and one mail does. An unchecked address is marked as such "
            + "everywhere, gets no such mail, and never reaches a partner."),
    ];
}
