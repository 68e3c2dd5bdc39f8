using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>Whatever is done to the ledger on disk, the check finds it and names it (SE1).</summary>
[Trait("needs", "time")]
public sealed class DamageProperties(DamagedLedger ledger) : IClassFixture<DamagedLedger>
{
    [Fact, Proves("SE1")]
    public async Task Every_damage_to_the_ledger_is_found_and_named()
    {
        var chance = Counts.Chance();
        ledger.Restore();
        Assert.Empty(await ledger.FindingsAsync());
        for (var number = 0; number < Counts.Damages; number++)
        {
            var kind = DamagedLedger.Kinds[number % DamagedLedger.Kinds.Length];
            ledger.Restore();
            var (done, named) = await ledger.DamageAsync(kind, chance);
            var findings = await ledger.FindingsAsync();
            Assert.True(
                named.Any(words => findings.Any(f => f.Contains(words, StringComparison.Ordinal))),
                $"Damage {number} of seed {Counts.Seed} ({kind}: {done}) was not named. Found: {string.Join(" ", findings.Take(5))}");
        }

        ledger.Restore();
        Assert.Empty(await ledger.FindingsAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Damages} damages from seed {Counts.Seed}, all found.");
    }

    [Fact, Proves("SE1")]
    public async Task Ledger_verify_ends_with_3_and_names_the_damage_and_with_0_when_there_is_none()
    {
        var chance = Counts.Chance();
        foreach (var kind in new[] { "a byte of the file", "a row removed", "the tail cut", "an older copy" })
        {
            ledger.Restore();
            var (done, named) = await ledger.DamageAsync(kind, chance);
            var (code, output) = await ChildProgram.RunAsync(ledger.Folder, "ledger", "verify");
            Assert.True(code == 3 && named.Any(words => output.Contains(words, StringComparison.Ordinal)), $"Seed {Counts.Seed}, {done}: exit code {code}, said: {output}");
        }

        ledger.Restore();
        var (sound, words) = await ChildProgram.RunAsync(ledger.Folder, "ledger", "verify");
        Assert.Equal((0, true), (sound, words.Contains($"The ledger is sound: {DamagedLedger.Size} entries, {DamagedLedger.Size} of them under the signed checkpoint", StringComparison.Ordinal)));

        File.Move(ledger.Folder.CheckpointFile, ledger.Folder.CheckpointFile + ".away");
        var (blind, told) = await ChildProgram.RunAsync(ledger.Folder, "ledger", "verify");
        File.Move(ledger.Folder.CheckpointFile + ".away", ledger.Folder.CheckpointFile);
        Assert.Equal((3, true), (blind, told.Contains("whether the end was cut off cannot be told", StringComparison.Ordinal)));
    }

    [Fact, Proves("SE1")]
    public async Task A_start_on_a_ledger_with_a_gap_ends_with_3_and_says_what_to_do()
    {
        ledger.Restore();
        await Sql.RunAsync(ledger.Folder.MainFile, $"DELETE FROM Ledger WHERE \"Index\" = {DamagedLedger.Size - 2}");

        var (code, output) = await ChildProgram.RunAsync(ledger.Folder, "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, "The ledger in the store is damaged. Run: ledger verify"), (code, output.Trim()));
    }
}
