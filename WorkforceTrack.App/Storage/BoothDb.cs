using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Storage;

/// <summary>The booth store: counters, spent passes, comments. No id, time or order in it meets the main store; in no backup while a survey is open.</summary>
internal abstract class BoothDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoreInfo> StoreInfo => Set<StoreInfo>();

    public DbSet<BoxRow> Boxes => Set<BoxRow>();

    public DbSet<CountRow> Counts => Set<CountRow>();

    public DbSet<SpentRow> Spent => Set<SpentRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    /// <summary>Leaves nothing in the file or its journal but what is in the tables, in the order of their keys.</summary>
    internal abstract Task ForgetPastAsync();

    /// <summary>Leaves nothing in the journal; false when a reader held it, and then it must be tried again.</summary>
    internal abstract Task<bool> EmptyJournalAsync();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conversions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreInfo>(Storage.StoreInfo.Map);
        BoothStoreMapping.Map(modelBuilder);
    }
}
