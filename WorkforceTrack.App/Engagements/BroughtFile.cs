using Microsoft.AspNetCore.Components.Forms;
using WorkforceTrack.Domain.Engagements;

namespace WorkforceTrack.App.Engagements;

/// <summary>A file that somebody chose on a page. One that is too large is not read at all.</summary>
internal static class BroughtFile
{
    internal static async Task<(byte[] File, EngagementFault? Fault)> ReadAsync(IBrowserFile brought)
    {
        if (EngagementDocument.FaultOf(brought.Size) is { } fault) return ([], fault);
        using var bytes = new MemoryStream();
        await using (var stream = brought.OpenReadStream(EngagementDocument.Largest)) await stream.CopyToAsync(bytes);
        return (bytes.ToArray(), null);
    }
}
