using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.Benchmarks;

/// <summary>
/// What it costs to erase one member, from the first commit to the receipt, at 100,000 members and 1,000,000 entries beside 1,000 members
/// and 10,000 entries, in turn. What grows with the members is looking through the pages of the vault for what SQLite may have left.
/// </summary>
internal static class Erasing
{
    private const int Rounds = 15;

    internal static async Task RunAsync()
    {
        await using var small = await MakeAsync(1_000, 10_000);
        await using var large = await MakeAsync(100_000, MillionEntries.Count);
        // An erasure changes the copy that the last backup made.
        foreach (var ground in new[] { small, large }) await ground.Services.GetRequiredService<VaultCopies>().RewriteAsync();
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b) = (await EraseOneAsync(small), await EraseOneAsync(large));
            // The first round warms the machine.
            if (round == 0) continue;
            few.Add(a);
            many.Add(b);
        }

        var ratios = many.Zip(few, (a, b) => a / b).ToList();
        Console.WriteLine($"erasing one member   at 100,000 {Pair.Median(many):N1} ms   at 1,000 {Pair.Median(few):N1} ms   ratio {Pair.Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})   goal: at most 2");
    }

    private static async Task<Ground> MakeAsync(int members, int entries)
    {
        var ground = await Ground.MakeAsync(1);
        await Population.FillAsync(ground, members);
        await MillionEntries.FillAsync(ground, entries - members);
        return ground;
    }

    private static async Task<double> EraseOneAsync(Ground ground)
    {
        PersonRow person;
        await using (var vault = await ground.Services.GetRequiredService<IDbContextFactory<VaultDb>>().CreateDbContextAsync())
            person = await vault.People.AsNoTracking().FirstAsync(p => p.Member != null && p.Leaving == null);
        var caller = new Caller.Member(person, new SessionRow { Id = Randomness.Id(), Person = person.Id, SealedDevice = [] });
        if (await ground.Services.GetRequiredService<AskToLeave>().BeginAsync(caller) is not LeavingAnswer.Asked) throw new InvalidOperationException("The member of the benchmark could not leave.");
        await ground.Services.GetRequiredService<MainWriter>().WriteAsync(work => work.Db.Leavings.Where(l => l.DueAt != null).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, work.Now)));
        var watch = Stopwatch.StartNew();
        if (await ground.Services.GetRequiredService<EraseMembers>().EraseDueAsync() != 1) throw new InvalidOperationException("The member of the benchmark was not erased.");
        return watch.Elapsed.TotalMilliseconds;
    }
}
