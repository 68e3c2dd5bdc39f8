using System.Globalization;

namespace WorkforceTrack.Tests.Cast;

/// <summary>How much the tests try, and from which seed: small counts by default, large ones by <c>./test --long</c>. Read here and nowhere else.</summary>
internal static class Counts
{
    /// <summary>Random histories for each property of the gate.</summary>
    internal static readonly int Cases = Read("WT_CASES", 5_000);

    /// <summary>Random histories carried out on a real store.</summary>
    internal static readonly int StoreWalks = Read("WT_STORE_WALKS", 5);

    /// <summary>Random damages done to a ledger.</summary>
    internal static readonly int Damages = Read("WT_DAMAGES", 1_000);

    /// <summary>How often the program is killed under load.</summary>
    internal static readonly int Kills = Read("WT_KILLS", 10);

    /// <summary>Where chance starts. A failed test names it; set WT_SEED to see the same again.</summary>
    internal static readonly int Seed = Read("WT_SEED", Random.Shared.Next(1, 1_000_000_000));

    /// <summary>Whether a browser that is missing fails a test instead of skipping it.</summary>
    internal static readonly bool BrowserRequired = Environment.GetEnvironmentVariable("WT_BROWSER") == "required";

    /// <summary>Whether a missing GnuPG fails a test instead of skipping it.</summary>
    internal static readonly bool GpgRequired = Environment.GetEnvironmentVariable("WT_GPG") == "required";

    /// <summary>Whether a log analyser that is missing fails a test instead of skipping it.</summary>
    internal static readonly bool AnalyserRequired = Environment.GetEnvironmentVariable("WT_GOACCESS") == "required";

    /// <summary>Chance of its own for one test, the same for the same seed.</summary>
    internal static Random Chance(int stream = 0) => new(unchecked((Seed * 397) ^ stream));

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
