using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// Gathers what the gate must know. For a decision it runs inside the transaction that will record the answer: no
/// withdrawal can slip in between.
/// The queries are compiled once; they are on the way of every read.
/// </summary>
internal static class FactsReader
{
    private static readonly Func<MainDb, MemberId, Purpose, Guid?, IEnumerable<ConsentRow>> ConsentsFor = EF.CompileQuery(
        (MainDb db, MemberId member, Purpose purpose, Guid? recipient) => db.Consents.AsNoTracking()
            .Where(c => c.Member == member && c.Purpose == purpose && c.RecipientId == recipient && (c.State == ConsentState.Given || c.State == ConsentState.Renewed)));

    private static readonly Func<MainDb, MemberId, MemberRow?> MemberOf = EF.CompileQuery(
        (MainDb db, MemberId member) => db.Members.AsNoTracking().SingleOrDefault(m => m.Id == member));

    // One query for all that stands under an agreement: three would cost three times the way to the store and back.
    private static readonly Func<MainDb, AgreementId, MemberId?, int, IEnumerable<UnderAgreement>> UnderAgreementOf = EF.CompileQuery(
        (MainDb db, AgreementId id, MemberId? member, int day) =>
            from agreement in db.Agreements.AsNoTracking().Where(a => a.Id == id)
            join partner in db.Partners on agreement.Partner equals partner.Id
            from use in db.AgreementUse.Where(u => u.Agreement == agreement.Id && u.Day == day).DefaultIfEmpty()
            from selection in db.Selections.AsNoTracking().Where(s => s.Agreement == agreement.Id && s.Member == member && s.EndedAt == null).DefaultIfEmpty()
            select new UnderAgreement(agreement, partner.SuspendedAt != null, (int?)use!.Reads, selection));

    private static readonly Func<MainDb, StaffId, StaffRow?> StaffOf = EF.CompileQuery(
        (MainDb db, StaffId id) => db.Staff.AsNoTracking().SingleOrDefault(s => s.Id == id && s.IsActive));

    private static readonly Func<MainDb, StaffId, IEnumerable<SignatureRow>> SignaturesOf = EF.CompileQuery(
        (MainDb db, StaffId id) => db.Signatures.AsNoTracking().Where(s => s.Staff == id));

    // The scope is fixed here when it is confirmed; the vault only says which member an id of it stands for.
    private static readonly Func<MainDb, EngagementId, Guid, Guid?, IEnumerable<UnderEngagement>> UnderEngagementOf = EF.CompileQuery(
        (MainDb db, EngagementId id, Guid engaged, Guid? evidence) =>
            from engagement in db.Engagements.AsNoTracking().Where(e => e.Id == id)
            join person in db.EngagedPeople.Where(p => p.Id == engaged && p.IsActive) on engagement.Id equals person.Engagement
            from scope in db.EngagementScope.Where(s => s.Engagement == engagement.Id && s.Evidence == evidence).DefaultIfEmpty()
            select new UnderEngagement(engagement, (Guid?)scope!.Evidence));

    internal static DisclosureFacts Gather(MainDb db, DateTimeOffset now, Question question, PolicyInForce policy)
    {
        var request = question.Request;
        var subject = question.Subject is { Member: { } id, Subject: { } ledger } person && MemberOf(db, id) is { } row
            ? new SubjectFacts(id, ledger, row.State, person.AddressChecked)
            : null;
        var facts = new DisclosureFacts(
            now,
            policy.Version,
            subject,
            subject is { } known && request.Purpose is { } purpose ? Consents(db, known.Member, purpose, request.RecipientId) : []);
        return request.Asker switch
        {
            Asker.OfPartner => WithPartner(facts, db, question.Agreement),
            Asker.OfStaff staff => WithStaff(facts, db, staff.Staff, policy) with { Case = Case(db, question.Case, facts.Subject) },
            Asker.OfEngagement engaged => WithEngagement(facts, db, engaged, question.InScope),
            _ => facts,
        };
    }

    // A part of another member's is none of this subject's.
    private static CaseFacts? Case(MainDb db, Guid? evidence, SubjectFacts? subject) =>
        evidence is { } id && subject is not null
        && db.CaseParts.AsNoTracking().SingleOrDefault(p => p.Evidence == id && p.Member == subject.Member) is { } part
        && db.Cases.AsNoTracking().SingleOrDefault(c => c.Id == part.Case) is { } row
            ? CaseBook.Restore(row).File.FactsFor(part.Member, part.Part, row.Phase == CasePhase.Approved || (row.Phase == CasePhase.Produced && !row.HasPackage))
            : null;

    private static ImmutableArray<Consent> Consents(MainDb db, MemberId member, Purpose purpose, Guid? recipient) =>
        [.. ConsentsFor(db, member, purpose, recipient).Select(c => c.ToConsent())];

    private static DisclosureFacts WithPartner(DisclosureFacts facts, MainDb db, AgreementId? agreementId)
    {
        if (agreementId is not { } id) return facts;
        var rows = UnderAgreementOf(db, id, facts.Subject?.Member, Day(facts.Now)).ToList();
        if (rows is not [var found, ..]) return facts;
        return facts with
        {
            Agreement = found.Agreement.ToAgreement(found.IsSuspended),
            // Of several services chosen under one agreement, the choice made last.
            Selection = rows.MaxBy(row => row.Selection?.SelectedAt)?.Selection?.ToSelection(),
            ReadsToday = found.Reads ?? 0,
        };
    }

    private static DisclosureFacts WithStaff(DisclosureFacts facts, MainDb db, StaffId staff, PolicyInForce policy) => facts with
    {
        StaffRole = StaffOf(db, staff)?.Role,
        Signature = SignaturesOf(db, staff).MaxBy(s => s.Policy)?.ToSignature(),
        LatestMaterial = policy.LatestMaterial,
    };

    private static DisclosureFacts WithEngagement(DisclosureFacts facts, MainDb db, Asker.OfEngagement asker, Guid? evidence) => facts with
    {
        Engagement = UnderEngagementOf(db, asker.Engagement, asker.Person, evidence).SingleOrDefault() is { } found ? found.Engagement.ToStored().ToFacts(found.Evidence) : null,
    };

    /// <summary>Days since 1970-01-01, UTC.</summary>
    internal static int Day(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / 86_400);

    private sealed record UnderEngagement(EngagementRow Engagement, Guid? Evidence);

    private sealed record UnderAgreement(AgreementRow Agreement, bool IsSuspended, int? Reads, SelectionRow? Selection);
}
