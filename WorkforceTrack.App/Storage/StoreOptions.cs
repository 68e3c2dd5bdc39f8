namespace WorkforceTrack.App.Storage;

/// <summary>Where things lie on disk, read once from the configuration.</summary>
internal sealed record StoreOptions(string DataDirectory, string MasterKeyFile, string CheckpointFile, string Main, string Vault, string Booth)
{
    /// <summary>The folder of the SQLite files; made whole or not at all.</summary>
    internal string StoresDirectory => Path.Combine(DataDirectory, "stores");

    internal static StoreOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Store:Provider"] is { Length: > 0 } provider && !string.Equals(provider, "Sqlite", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"Store:Provider is {provider}; this version knows Sqlite. Set Store:Provider to Sqlite.");
        var data = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } set ? set : "data");
        // Beside the data folder, never in it: a copy of the data folder must not carry the key or the witness of the ledger.
        var beside = Path.Combine(Path.GetDirectoryName(data)!, ".local");
        return new StoreOptions(
            data,
            Outside(data, "Vault:MasterKeyFile", configuration, environment, Path.Combine(beside, "master.key")),
            Outside(data, "Ledger:CheckpointFile", configuration, environment, Path.Combine(beside, "ledger.checkpoint")),
            Connection(configuration, "Main", data, "main.db"),
            Connection(configuration, "Vault", data, "vault.db"),
            Connection(configuration, "Booth", data, "booth.db"));
    }

    private static string Outside(string data, string setting, IConfiguration configuration, IHostEnvironment environment, string development)
    {
        var value = configuration[setting];
        if (string.IsNullOrEmpty(value))
        {
            return environment.IsDevelopment()
                ? development
                : throw new StartRefusedException($"{setting} is not set. Set it to a file outside the data folder, for example with the environment variable {setting.Replace(":", "__")}.");
        }

        var file = Path.GetFullPath(value);
        return file.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new StartRefusedException($"{setting} lies inside the data folder {data}. Put the file outside it, so that a copy of the data does not carry it.")
            : file;
    }

    private static string Connection(IConfiguration configuration, string name, string data, string file) =>
        configuration.GetConnectionString(name) is { Length: > 0 } set ? set : $"Data Source={Path.Combine(data, "stores", file)}";
}
