using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Ledger;

public sealed class CheckpointFileTests
{
    [Theory, Proves("SE1")]
    [InlineData(nameof(IOException))]
    [InlineData(nameof(UnauthorizedAccessException))]
    public async Task A_witness_that_cannot_be_written_is_said_in_the_log_before_the_program_stops(string fault)
    {
        await using var store = await TestStore.OpenAsync();
        var witness = store.Get<CheckpointFile>();
        await witness.StartAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(Spoil(store.Folder, fault), "This machine has no folder that nobody may write to.");

        await store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Policy, ActorRole.Platform))));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => witness.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.IsType(fault == nameof(IOException) ? typeof(IOException) : typeof(UnauthorizedAccessException), failure);
        Assert.Contains(store.Log.All, line => line.StartsWith("Critical ", StringComparison.Ordinal) && line.Contains($"cannot be written ({fault})", StringComparison.Ordinal));
        File.Delete(store.Folder.Beside);
        Directory.Move(store.Folder.Beside + "-away", store.Folder.Beside);
    }

    // A file where the folder should be; or a folder in which not even an administrator makes files.
    private static bool Spoil(TestFolder folder, string fault)
    {
        const string Closed = "/sys/kernel";
        if (fault != nameof(IOException) && !Directory.Exists(Closed)) return false;
        Directory.Move(folder.Beside, folder.Beside + "-away");
        if (fault == nameof(IOException)) File.WriteAllText(folder.Beside, "");
        else File.CreateSymbolicLink(folder.Beside, Closed);
        return true;
    }
}
