using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>A member says that everything is right (A3). The day is kept, and nothing else changes.</summary>
internal sealed class ConfirmOwnData(MainWriter writer)
{
    /// <summary>False for anyone but a member in a live session.</summary>
    [Keeps("A3")]
    internal async Task<bool> ConfirmAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return false;
        await writer.WriteAsync(async work => (await work.Db.Members.SingleAsync(m => m.Id == member.Id)).ReviewedOn = DateOnly.FromDateTime(work.Now.UtcDateTime));
        return true;
    }
}
