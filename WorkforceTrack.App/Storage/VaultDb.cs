using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Storage;

/// <summary>The vault store: who exists, their keys, and the join of their random ids. Short-lived copies; rewritten at every erasure.</summary>
internal abstract class VaultDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoreInfo> StoreInfo => Set<StoreInfo>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<PartnerSubjectRow> PartnerSubjects => Set<PartnerSubjectRow>();

    public DbSet<EngagementSubjectRow> EngagementSubjects => Set<EngagementSubjectRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<CodeRow> Codes => Set<CodeRow>();

    public DbSet<ProgramKeyRow> ProgramKeys => Set<ProgramKeyRow>();

    /// <summary>Leaves nothing in the journal; false when a reader held it, and then it must be tried again.</summary>
    internal abstract Task<bool> EmptyJournalAsync();

    /// <summary>
    /// Leaves nothing in any page of the store of what was deleted. The journal was emptied before.
    /// </summary>
    /// <param name="deleted">Bytes of each row that was deleted, to look for; null when they are not known any more.</param>
    /// <exception cref="InvalidOperationException">Somebody kept reading the store all the while; it must be done again.</exception>
    internal abstract Task ForgetAsync(IReadOnlyCollection<byte[]>? deleted);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conversions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreInfo>(Storage.StoreInfo.Map);
        VaultMapping.Map(modelBuilder);
    }
}
