using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Storage;

/// <summary>The main store: sealed fields, consents, ledger, agreements, mail queue. People only as random ids.</summary>
internal abstract class MainDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoreInfo> StoreInfo => Set<StoreInfo>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<SealedFieldRow> SealedFields => Set<SealedFieldRow>();

    public DbSet<ConsentRow> Consents => Set<ConsentRow>();

    public DbSet<PartnerRow> Partners => Set<PartnerRow>();

    public DbSet<AgreementRow> Agreements => Set<AgreementRow>();

    public DbSet<ServiceRow> Services => Set<ServiceRow>();

    public DbSet<SelectionRow> Selections => Set<SelectionRow>();

    public DbSet<AgreementUseRow> AgreementUse => Set<AgreementUseRow>();

    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    public DbSet<StaffRow> Staff => Set<StaffRow>();

    public DbSet<PastRoleRow> PastRoles => Set<PastRoleRow>();

    public DbSet<SignatureRow> Signatures => Set<SignatureRow>();

    public DbSet<EntryRow> Ledger => Set<EntryRow>();

    public DbSet<TileRow> Tiles => Set<TileRow>();

    public DbSet<SealedNoteRow> SealedNotes => Set<SealedNoteRow>();

    public DbSet<OwnAccessRow> OwnAccess => Set<OwnAccessRow>();

    public DbSet<MailRow> Mail => Set<MailRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CasePartRow> CaseParts => Set<CasePartRow>();

    public DbSet<CaseStepRow> CaseSteps => Set<CaseStepRow>();

    public DbSet<CaseDocumentRow> CaseDocuments => Set<CaseDocumentRow>();

    public DbSet<HiddenEntryRow> HiddenEntries => Set<HiddenEntryRow>();

    public DbSet<SurveyRow> Surveys => Set<SurveyRow>();

    public DbSet<PassDrawnRow> PassesDrawn => Set<PassDrawnRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<IncidentPartRow> IncidentParts => Set<IncidentPartRow>();

    public DbSet<LeavingRow> Leavings => Set<LeavingRow>();

    public DbSet<SweepRow> Sweeps => Set<SweepRow>();

    public DbSet<EngagementRow> Engagements => Set<EngagementRow>();

    public DbSet<EngagementScopeRow> EngagementScope => Set<EngagementScopeRow>();

    public DbSet<EngagementDocumentRow> EngagementDocuments => Set<EngagementDocumentRow>();

    public DbSet<EngagedPersonRow> EngagedPeople => Set<EngagedPersonRow>();

    /// <summary>A view of the store as it is now, that stays so while others write. The context's connection must be open.</summary>
    internal abstract Task<IDbContextTransaction> BeginSnapshotAsync();

    /// <summary>Keeps statements compiled while the context's connection is open; for a context that asks the same again and again.</summary>
    internal abstract void KeepStatements();

    /// <summary>Leaves nothing in the journal; false when a reader held it, and then it must be tried again.</summary>
    internal abstract Task<bool> EmptyJournalAsync();

    /// <summary>Feeds an audit with every row of the ledger, damaged or not, in the order of the index.</summary>
    internal abstract void ReadLedger(LedgerAudit audit, Action<long>? progress);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conversions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreInfo>(Storage.StoreInfo.Map);
        MembersMapping.Map(modelBuilder);
        ConsentsMapping.Map(modelBuilder);
        PartnersMapping.Map(modelBuilder);
        PolicyMapping.Map(modelBuilder);
        StaffMapping.Map(modelBuilder);
        LedgerMapping.Map(modelBuilder);
        CorrespondenceMapping.Map(modelBuilder);
        LegalProcessMapping.Map(modelBuilder);
        SurveysMapping.Map(modelBuilder);
        WebLogsMapping.Map(modelBuilder);
        EngagementsMapping.Map(modelBuilder);
        ErasureMapping.Map(modelBuilder);
        modelBuilder.UseOpenIddict<Guid>();
    }
}
