using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Tests.Members;

namespace WorkforceTrack.Tests.Erasure;

/// <summary>Acts of leaving in a small organisation.</summary>
internal static class LeavingHouse
{
    internal static async Task<LeavingAnswer.Asked> LeaveAsync(this House house, Caller.Member member) =>
        Assert.IsType<LeavingAnswer.Asked>(await house.Get<AskToLeave>().AskAsync(await house.AgainAsync(member), House.Password));

    /// <summary>Lets the waiting time pass and everything be erased that is due.</summary>
    internal static Task<int> EraseAsync(this House house)
    {
        house.Store.Clock.Advance(house.Get<LeavingTerms>().Waiting);
        return house.Get<EraseMembers>().EraseDueAsync();
    }

    internal static async Task<LeavingRow> LeavingAsync(this House house)
    {
        await using var main = house.Main();
        return await main.Leavings.AsNoTracking().SingleAsync();
    }

    /// <summary>Every file of the stores and beside them, as bytes.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Files(this House house)
    {
        foreach (var file in Cast.TestFolder.FilesUnder(house.Store.Folder.Root))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return (Path.GetFileName(file), bytes);
        }
    }
}
