using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Storage;

/// <summary>One program at a time writes to a set of stores: two would each hold an end of the ledger.</summary>
public sealed class StoreLockTests
{
    [Fact, Proves("SE1")]
    public async Task A_second_program_on_the_same_data_is_refused_in_words_and_the_first_goes_on()
    {
        using var disk = new TestFolder().WithKey();
        await using (var first = await TestStore.OpenAsync(new Staging { Folder = disk }))
        {
            await AppendAsync(first);
            var before = Stored(disk);

            var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestStore.OpenAsync(new Staging { Folder = disk }));

            Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(before, Stored(disk));
            await AppendAsync(first);
        }

        await using var next = await TestStore.OpenAsync(new Staging { Folder = disk });
        await AppendAsync(next);
        Assert.Equal(3, next.Get<LedgerBook>().Head.Size);
    }

    // Without what a running SQLite keeps for whoever looks at a store at the same time.
    private static string Stored(TestFolder disk) => string.Join('\n', disk.Fingerprint().Split('\n').Where(line => !line.Contains(".db-shm ", StringComparison.Ordinal)));

    private static Task<long> AppendAsync(TestStore store) => store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Policy, ActorRole.Platform))));
}

/// <summary>The same for the program as an administrator starts it.</summary>
[Trait("needs", "server")]
public sealed class StoreLockProgramTests
{
    [Fact, Proves("SE1")]
    public async Task What_writes_says_that_the_program_runs_what_reads_goes_on_and_a_kill_leaves_nothing_locked()
    {
        using var disk = new TestFolder().WithKey();
        await using (var child = ChildProgram.Serve(disk))
        {
            await child.ListeningAsync();

            foreach (var writing in (string[][])[["ledger", "checkpoint"], ["setup", "admin"], ["--urls", "http://127.0.0.1:0"]])
            {
                var (code, words) = await ChildProgram.RunAsync(disk, writing);
                Assert.Equal(1, code);
                Assert.Contains("in use", words, StringComparison.Ordinal);
            }

            var (sound, said) = await ChildProgram.RunAsync(disk, "ledger", "verify");
            Assert.True(sound == 0, said);
            await child.KillAsync();
        }

        var (signed, note) = await ChildProgram.RunAsync(disk, "ledger", "checkpoint");
        Assert.True(signed == 0, note);
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk });
    }
}
