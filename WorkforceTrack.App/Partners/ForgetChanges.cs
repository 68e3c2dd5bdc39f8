using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>Removes changes that partners acknowledged long enough ago. What is not acknowledged waits, however long.</summary>
internal sealed class ForgetChanges(RecordKind kind, MainWriter writer, RetentionTimes times) : ISweep
{
    public RecordKind Kind => kind;

    [Keeps("A2")]
    public Task<int> SweepAsync(CancellationToken stop) => writer.WriteAsync(async work =>
    {
        var before = DateOnly.FromDateTime(work.Now.UtcDateTime).AddDays(-times.Of(kind).Days);
        var removed = await work.Db.PartnerChanges.Where(c => (c.ReceiptMark != null) == (kind == RecordKind.ToldErasures) && c.AcknowledgedOn <= before).ExecuteDeleteAsync(stop);
        return removed == 0 ? 0 : await SweepBook.AddAsync(work, kind, removed);
    });
}

/// <summary>When a partner is late.</summary>
/// <param name="Late">A change that waits longer is shown to the staff (Partners:AcknowledgeWithin).</param>
internal sealed record PassOnTimes(TimeSpan Late)
{
    internal static PassOnTimes Read(IConfiguration configuration) => new(configuration.GetValue("Partners:AcknowledgeWithin", TimeSpan.FromDays(7)));
}
