using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Counts the records read under an agreement in one UTC day, in the unit of work that records the read.</summary>
internal sealed class ReadCounter(MainDb db) : IAsyncDisposable
{
    private readonly Prepared count = new(
        db.Database.GetDbConnection(),
        "INSERT INTO \"AgreementUse\" (\"Agreement\", \"Day\", \"Reads\") VALUES (@agreement, @day, 1) ON CONFLICT (\"Agreement\", \"Day\") DO UPDATE SET \"Reads\" = \"AgreementUse\".\"Reads\" + 1",
        "@agreement", "@day");

    internal void Join(DbTransaction transaction) => count.Join(transaction);

    internal void Add(AgreementId agreement, int day) => count.Set("@agreement", agreement.Value).Set("@day", day).Run();

    public ValueTask DisposeAsync() => count.DisposeAsync();
}
