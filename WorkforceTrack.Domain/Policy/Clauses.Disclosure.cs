using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Disclosure =
    [
        Kept(
            "D1",
            "Never for sale",
            "We do not sell your data, rent it out or trade it. Lists of mail or postal addresses go to no one.",
            "There is no list of members to give away. Staff open one record at a time, and partners read one member at a time, up to a daily limit."),
        Kept(
            "D2",
            "What our staff may do",
            "Our staff use your data to answer you, to help you, and to keep your account safe and in order. You can see each time they looked, and why.",
            "A record opens only for a purpose that belongs to the person's role, with a reason given, and after the look is in the ledger."),
        Kept(
            "D3",
            "Only on good grounds",
            "Someone outside gets your data only if you were told of it, if you agreed to it, or if the law requires it.",
            "The gate knows a short list of grounds and wants evidence for each. Anything else it refuses."),
        Kept(
            "D4",
            "Advertisers do not meet you",
            "Advertisers get nothing that points to you. At most they may see figures about many people at once.",
            "The program knows no advertiser among those who can be given data."),
        Kept(
            "D5",
            "Auditors and advisers",
            "People who audit or advise us get only what their work needs. They sign to guard it, to use it for nothing else, "
            + "and to return or destroy it when they are done.",
            "Two of our staff enter and confirm what was signed. Its people read one member's agreed fields at a time, until the very end of the term. "
            + "What they were given stands in the ledger, and we ask for the certificate until it is there. What they do with what they have read, no program can see."),
        Kept(
            "D6",
            "When the law demands it",
            "A court order, a subpoena or a warrant can oblige us to hand over data. We test it, keep it as narrow as we can, "
            + "and let nothing go until two people have agreed.",
            "A demand becomes a case that goes through fixed steps. Whoever hands data over has decided nothing, and the gate opens only the "
            + "fields that two people approved."),
        Kept(
            "D7",
            "You hear of it first",
            "If your records are demanded by law, we tell you beforehand wherever we may, so that you can object. "
            + "If we must be silent, we tell you as soon as the silence ends.",
            "Nothing goes before the notice has arrived and the time to object is over. A silence has an end from the beginning, and "
            + "the notice then goes out by itself."),
        Kept(
            "D8",
            "To protect rights and lives",
            "We may share data to defend legal rights, or to protect a life in an emergency. Afterwards we examine what we did, and tell you.",
            "Such a case cannot be closed before a second person has approved, somebody who did not decide has examined it, and you were told."),
    ];
}
