using MimeKit;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Hands mail over as .eml files in a folder outside the data folder (Mail:Mode Folder).</summary>
internal sealed class MailFolder(MailOptions options, KeyRing keys)
{
    /// <summary>Writes the message whole or not at all: a reader never sees half a file. The same mail again takes the same name.</summary>
    internal async Task DeliverAsync(MimeMessage message, Guid id, Guid person, CancellationToken stop)
    {
        // Mail carries codes and addresses: the folder is its owner's alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.Folder);
        else Directory.CreateDirectory(options.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = Path.Combine(options.Folder, $"{message.Date.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{keys.MailTag(person)}-{id:N}");
        await using (var file = new FileStream(name + ".part", FileMode.Create, FileAccess.Write))
        {
            await message.WriteToAsync(file, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(name + ".part", name + ".eml", overwrite: true);
    }

    /// <summary>Removes every mail to a person from the folder (T2), also one that a crash left half written.</summary>
    internal void Forget(Guid person) => Remove($"*-{keys.MailTag(person)}-*", _ => true);

    /// <summary>When each mail to a person that lies in the folder was handed over.</summary>
    internal IEnumerable<DateTimeOffset> HandedOverTo(Guid person) => !Directory.Exists(options.Folder)
        ? []
        : Directory.EnumerateFiles(options.Folder, $"*-{keys.MailTag(person)}-*.eml").Order(StringComparer.Ordinal).Select(file => new DateTimeOffset(File.GetLastWriteTimeUtc(file)));

    /// <summary>Removes what was handed over before a moment, and what a crash left half written; says how many.</summary>
    internal int Remove(DateTimeOffset before) => Remove("*", file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime);

    private int Remove(string pattern, Func<string, bool> isDue)
    {
        if (!Directory.Exists(options.Folder)) return 0;
        var due = Directory.GetFiles(options.Folder, pattern).Where(isDue).ToList();
        due.ForEach(File.Delete);
        return due.Count;
    }
}
