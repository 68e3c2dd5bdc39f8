using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Storage;

/// <summary>Opens the booth store beside main and vault: makes it when there is none yet, refuses a lost or foreign one in words.</summary>
internal static class BoothStoreDoor
{
    /// <summary>
    /// A store from before there were surveys has no booth yet, and gets one. One that has an open survey must not get an empty one:
    /// answers would be lost in silence.
    /// </summary>
    internal static async Task OpenAsync(StoreOptions options)
    {
        var file = StoreDoor.FileOf(options.Booth);
        await using var main = StoreDoor.MainContext(options.Main);
        var own = await main.StoreInfo.AsNoTracking().SingleAsync();
        if (File.Exists(file) && new FileInfo(file).Length > 0)
        {
            if (await StoreDoor.ReadInfoAsync(options.Booth, "booth", "Boxes") != (own.StoreId, own.Generation))
                throw new StartRefusedException($"The booth at {file} does not belong to the main store at {StoreDoor.FileOf(options.Main)}. Put the booth of this store back. Nothing was changed.");
        }
        else if (await main.Surveys.AnyAsync(s => s.Phase == SurveyPhase.Open || s.Phase == SurveyPhase.Closed))
        {
            throw new StartRefusedException($"The booth store is missing at {file}, though a survey waits for its result. Put the file back. Nothing was changed.");
        }
        else
        {
            await CreateAsync(file, own);
        }

        await using var booth = BoothContext(options.Booth);
        await SqliteMigration.RunAsync(booth.Database);
        await StoreDoor.UseWalAsync(booth);
    }

    // INVARIANT: it appears under its name only when it is whole.
    private static async Task CreateAsync(string file, StoreInfo own)
    {
        var scratch = $"{file}.creating-{Convert.ToHexStringLower(Randomness.Bytes(4))}";
        await using (var booth = BoothContext($"Data Source={scratch};Pooling=False"))
        {
            await SqliteMigration.RunAsync(booth.Database);
            booth.StoreInfo.Add(new StoreInfo { Id = 1, StoreId = own.StoreId, Generation = own.Generation });
            await booth.SaveChangesAsync();
        }

        File.Move(scratch, file, overwrite: true);
    }

    internal static SqliteBoothDb BoothContext(string connection) =>
        new(new DbContextOptionsBuilder<SqliteBoothDb>().UseSqlite(connection).AddInterceptors(new SafePragmas()).Options);
}
