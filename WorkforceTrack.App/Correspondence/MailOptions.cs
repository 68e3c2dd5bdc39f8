using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Correspondence;

/// <summary>How mail leaves the program.</summary>
/// <param name="Folder">Where .eml files are put; outside the data folder, since mail is readable by whoever reads the folder.</param>
internal sealed record MailOptions(string Folder)
{
    internal static MailOptions Read(IConfiguration configuration, StoreOptions stores)
    {
        if (configuration["Mail:Mode"] is { Length: > 0 } mode && !string.Equals(mode, "Folder", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"Mail:Mode is {mode}; this version hands mail over as files. Set Mail:Mode to Folder, and Mail:Folder to the folder that your mail system collects from.");
        var beside = Path.Combine(Path.GetDirectoryName(stores.DataDirectory)!, ".local", "mail");
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(configuration["Mail:Folder"] is { Length: > 0 } set ? set : beside));
        return (folder + Path.DirectorySeparatorChar).StartsWith(stores.DataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new StartRefusedException($"Mail:Folder lies inside the data folder {stores.DataDirectory}. Set Mail:Folder to a folder outside it, so that a copy of the data holds no readable mail.")
            : new MailOptions(folder);
    }
}
