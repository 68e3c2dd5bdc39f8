using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Own access: a member reads what is held of that member, and of nobody else (A1).</summary>
internal static class OwnAccessRules
{
    [Keeps("A1")]
    internal static RefusalReason? TheAskerIsTheSubject(DisclosureRequest request, DisclosureFacts facts) =>
        request is { Asker: Asker.TheMember asker, Recipient: RecipientKind.Member } && facts.Subject?.Member == asker.Member
            ? null
            : RefusalReason.NotTheSubject;
}
