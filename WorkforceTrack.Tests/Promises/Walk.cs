using System.Runtime.CompilerServices;
using CsCheck;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// Tries a property on random cases, each of which follows from the seed and its number. It also counts the cases that
/// reached a permit: a property of refusals alone would hold for a gate that never opens.
/// </summary>
internal static class Walk
{
    /// <summary>At least this share of the cases must reach a permit.</summary>
    private const double LeastShare = 0.05;

    /// <param name="gen">Makes a case.</param>
    /// <param name="tryOne">Tries the property: throws when it does not hold, else says whether a permit was reached.</param>
    /// <param name="property">Its name.</param>
    internal static void Through<T>(Gen<T> gen, Func<T, bool> tryOne, [CallerMemberName] string property = "")
    {
        var permits = 0;
        for (var number = 0; number < Counts.Cases; number++)
        {
            var chance = new PCG((uint)number, (ulong)Counts.Seed);
            var from = chance.ToString();
            try
            {
                if (tryOne(gen.Generate(chance, null, out _))) permits++;
            }
            catch (Exception) when (!System.Diagnostics.Debugger.IsAttached)
            {
                // Again from the same chance, to find the smallest case that fails; it is named in the exception.
                gen.Sample(one => { tryOne(one); }, seed: from, iter: 20_000, threads: 1);
                throw;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{property}: {Counts.Cases} histories from seed {Counts.Seed}, {permits} reached a permit.");
        Assert.True(permits >= Counts.Cases * LeastShare, $"Only {permits} of {Counts.Cases} histories reached a permit: the property says too little.");
    }
}
