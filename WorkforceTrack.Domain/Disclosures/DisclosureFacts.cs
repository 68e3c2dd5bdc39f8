using System.Collections.Immutable;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Everything that the gate knows when it decides. What is missing is a refusal, not a gap.</summary>
/// <param name="Now">The moment of the question.</param>
/// <param name="Policy">The version in force.</param>
/// <param name="Subject">The data subject; null when there is none for this asker.</param>
/// <param name="Consents">The subject's consents, live and past.</param>
/// <param name="Agreement">The partner's agreement that the question comes under.</param>
/// <param name="Selection">The subject's choice of a service under that agreement.</param>
/// <param name="ReadsToday">Records that the partner read under the agreement in this UTC day, before this one.</param>
/// <param name="LatestMaterial">The latest version that staff must have signed.</param>
/// <param name="Signature">The asking staff member's latest signature; null when there is none.</param>
/// <param name="StaffRole">The role in which the asker is on the staff today; null when not on it.</param>
/// <param name="Case">The case that the question comes under, as far as it is about this subject.</param>
/// <param name="Engagement">The engagement that the question comes under, as far as it is about this subject.</param>
public sealed record DisclosureFacts(
    DateTimeOffset Now,
    PolicyVersion? Policy,
    SubjectFacts? Subject,
    ImmutableArray<Consent> Consents,
    Agreement? Agreement = null,
    Selection? Selection = null,
    int ReadsToday = 0,
    PolicyNumber? LatestMaterial = null,
    AdherenceSignature? Signature = null,
    StaffRole? StaffRole = null,
    CaseFacts? Case = null,
    EngagementFacts? Engagement = null)
{
    /// <summary>The live consent for the purpose and recipient that covers the fields; of several the oldest, in whatever order they lie.</summary>
    public Consent? LiveConsent(Purpose purpose, Guid? recipientId, FieldSet fields)
    {
        Consent? oldest = null;
        foreach (ref readonly var consent in Consents.AsSpan())
        {
            if (consent.IsFor(purpose, recipientId) && consent.IsLive(Now) && consent.Member == Subject?.Member && consent.Fields.Covers(fields)
                && (oldest is not { } first || (consent.GivenAt, consent.Id.Value).CompareTo((first.GivenAt, first.Id.Value)) < 0)) oldest = consent;
        }

        return oldest;
    }
}
