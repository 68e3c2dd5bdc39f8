using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>Removes changes that partners acknowledged long enough ago. What is not acknowledged waits, however long.</summary>
internal sealed class ForgetChanges(MainWriter writer, PassOnTimes times)
{
    /// <summary>Says how many were removed.</summary>
    [Keeps("A2")]
    internal Task<int> SweepAsync(CancellationToken stop) => writer.WriteAsync(work =>
    {
        var today = DateOnly.FromDateTime(work.Now.UtcDateTime);
        var (before, erasedBefore) = (today.AddDays(-times.Acknowledged.Days), today.AddDays(-times.AcknowledgedErasure.Days));
        return work.Db.PartnerChanges.Where(c => c.ReceiptMark == null ? c.AcknowledgedOn <= before : c.AcknowledgedOn <= erasedBefore).ExecuteDeleteAsync(stop);
    });
}

/// <summary>How long what partners were told stays, and when a partner is late.</summary>
/// <param name="Acknowledged">After its acknowledgement a change stays so long, so that the member can see it (Retention:AcknowledgedChange).</param>
/// <param name="AcknowledgedErasure">So long, for the receipt of an erasure; it names nobody (Retention:AcknowledgedErasure).</param>
/// <param name="Late">A change that waits longer is shown to the staff (Partners:AcknowledgeWithin).</param>
internal sealed record PassOnTimes(TimeSpan Acknowledged, TimeSpan AcknowledgedErasure, TimeSpan Late)
{
    internal static PassOnTimes Read(IConfiguration configuration) => new(
        configuration.GetValue("Retention:AcknowledgedChange", TimeSpan.FromDays(30)),
        configuration.GetValue("Retention:AcknowledgedErasure", TimeSpan.FromDays(1826)),
        configuration.GetValue("Partners:AcknowledgeWithin", TimeSpan.FromDays(7)));
}
