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
/// and 10,000 entries, in turn. Both write the copy of the vault anew, which grows with the members; that part is shown by itself too.
/// </summary>
internal static class Erasing
{
    private const int Rounds = 15;

    internal static async Task RunAsync()
    {
        await using var small = await MakeAsync(1_000, 10_000);
        await using var large = await MakeAsync(100_000, MillionEntries.Count);
        var (few, many, fewCopies, manyCopies) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b) = (await EraseOneAsync(small), await EraseOneAsync(large));
            var (c, d) = (await CopyAsync(small), await CopyAsync(large));
            // The first round warms the machine.
            if (round == 0) continue;
            few.Add(a);
            many.Add(b);
            fewCopies.Add(c);
            manyCopies.Add(d);
        }

        Show("erasing one member, whole", many, few);
        Show("of it the copy of the vault", manyCopies, fewCopies);
        Show("the rest", [.. many.Zip(manyCopies, (a, b) => Math.Max(0.01, a - b))], [.. few.Zip(fewCopies, (a, b) => Math.Max(0.01, a - b))]);
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

    private static async Task<double> CopyAsync(Ground ground)
    {
        var watch = Stopwatch.StartNew();
        await ground.Services.GetRequiredService<VaultCopies>().RewriteAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Show(string what, List<double> many, List<double> few)
    {
        var ratios = many.Zip(few, (a, b) => a / b).ToList();
        Console.WriteLine($"{what,-30} at 100,000 {Pair.Median(many),9:N1} ms   at 1,000 {Pair.Median(few),9:N1} ms   ratio {Pair.Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})   goal: at most 2");
    }
}
