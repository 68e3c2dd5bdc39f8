using System.Collections.Immutable;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Every place where something of a member lies (T2, A1). A table that names a person and is not here fails the build's tests. The order
/// is that of removing: what is found through another row goes before that row.
/// </summary>
internal static class MemberTraces
{
    internal static readonly ImmutableArray<Trace<MainDb>> InMain =
    [
        OfMain(RecordKind.Values,
            (db, who) => db.SealedFields.Where(f => f.Member == who.Member && !who.HeldFields.Contains(f.Field)),
            f => [("field", Names.Of(f.Field)), ("source", Names.Of(f.Source)), ("stored-on", Day(f.StoredOn))]),
        OfMain(RecordKind.Consents,
            (db, who) => db.Consents.Where(c => c.Member == who.Member),
            c => [("record", Id(c.Id.Value)), ("purpose", Names.Of(c.Purpose)), ("state", Names.Of(c.State)), ("given-at", Moment(c.GivenAt)), ("ended-at", Moment(c.EndedAt))]),
        OfMain(RecordKind.Selections,
            (db, who) => db.Selections.Where(s => s.Member == who.Member),
            s => [("service", Id(s.Service.Value)), ("consent", Id(s.Consent.Value)), ("selected-at", Moment(s.SelectedAt)), ("ended-at", Moment(s.EndedAt))]),
        OfMain(RecordKind.PartnerChanges,
            (db, who) => db.PartnerChanges.Where(c => c.Kind != ChangeKind.Erased && c.Subject != null && who.PartnerNames.Contains(c.Subject.Value)),
            c => [("told", Names.Of(c.Kind)), ("partner", Id(c.Partner.Value)), ("fields", c.Fields.ToString()), ("told-on", Day(c.ToldOn)), ("confirmed-on", c.AcknowledgedOn is { } on ? Day(on) : null)]),
        OfMain(RecordKind.Reasons,
            (db, who) => db.SealedNotes.Where(n => db.Ledger.Where(e => e.Subject == who.Subject).Select(e => e.Id).Contains(n.Entry)),
            n => [("entry", Id(n.Entry.Value))]),
        OfMain(RecordKind.OwnLooks,
            (db, who) => db.OwnAccess.Where(a => db.Ledger.Where(e => e.Subject == who.Subject).Select(e => e.Index).Contains(a.Index)),
            a => [("entry-index", a.Index.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
        OfMain(RecordKind.WaitingMail,
            (db, who) => db.Mail.Where(m => m.Person == who.Person),
            m => [("mail", Names.Of(m.Template)), ("queued-at", Moment(m.QueuedAt))]),
        OfMain(RecordKind.CasePackages,
            (db, who) => db.CaseDocuments.Where(d => d.Kind == CaseDocumentKind.Package && db.CaseParts.Any(p => p.Case == d.Case && p.Member == who.Member && !who.LeftOutParts.Contains(p.Evidence))),
            d => [("made-at", Moment(d.At))]),
        OfMain(RecordKind.CaseParts,
            (db, who) => db.CaseDocuments.Where(d => d.Part != null && Parts(db, who).Any(p => p.Case == d.Case && p.Evidence == d.Part)),
            d => [("paper-of", Moment(d.At))]),
        OfMain(RecordKind.CaseParts,
            (db, who) => db.HiddenEntries.Where(h => Parts(db, who).Select(p => p.Evidence).Contains(h.Part)),
            _ => []),
        OfMain(RecordKind.CaseParts,
            Parts,
            p => [("demand", Id(p.Evidence)), ("told-at", Moment(p.ToldAt)), ("on-hold", p.Held.ToString())]),
        OfMain(RecordKind.Membership,
            (db, who) => db.Members.Where(m => m.Id == who.Member && !who.IsHeld),
            m => [("state", Names.Of(m.State))]),
    ];

    internal static readonly ImmutableArray<Trace<VaultDb>> InVault =
    [
        OfVault(RecordKind.PartnerNames,
            (db, who) => db.PartnerSubjects.Where(s => s.Person == who.Person),
            s => [("partner", Id(s.Partner.Value)), ("known-as", Id(s.Subject.Value))]),
        OfVault(RecordKind.EngagementNames,
            (db, who) => db.EngagementSubjects.Where(s => s.Person == who.Person),
            s => [("engagement", Id(s.Engagement.Value)), ("known-as", Id(s.Ref))]),
        OfVault(RecordKind.Sessions,
            (db, who) => db.Sessions.Where(s => s.Person == who.Person),
            s => [("started-at", Moment(s.StartedAt)), ("last-seen-at", Moment(s.LastSeenAt)), ("ended-at", Moment(s.EndedAt))]),
        OfVault(RecordKind.MailedCodes,
            (db, who) => db.Codes.Where(c => c.Person == who.Person),
            c => [("for", Names.Of(c.Purpose)), ("until", Moment(c.Until))]),
        OfVault(RecordKind.Account,
            (db, who) => db.People.Where(p => p.Id == who.Person && !who.IsHeld),
            p => [("mail-address-checked", p.AddressChecked ? "yes" : "no"), ("second-factor", p.TwoFactorEnabled ? "yes" : "no"), ("ledger-subject", p.Subject is { } subject ? Id(subject.Value) : null)]),
    ];

    private static IQueryable<CasePartRow> Parts(MainDb db, TracedPerson who) => db.CaseParts.Where(p => p.Member == who.Member && !who.LeftOutParts.Contains(p.Evidence));

    private static Trace<MainDb> OfMain<TRow>(RecordKind kind, Func<MainDb, TracedPerson, IQueryable<TRow>> rows, Func<TRow, IReadOnlyList<(string, string?)>> describe)
        where TRow : class => new Trace<MainDb, TRow>(kind, rows, describe);

    private static Trace<VaultDb> OfVault<TRow>(RecordKind kind, Func<VaultDb, TracedPerson, IQueryable<TRow>> rows, Func<TRow, IReadOnlyList<(string, string?)>> describe)
        where TRow : class => new Trace<VaultDb, TRow>(kind, rows, describe);

    private static string Id(Guid id) => id.ToString("D");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

    internal static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
