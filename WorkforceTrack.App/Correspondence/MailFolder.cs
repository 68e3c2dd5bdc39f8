using System.Globalization;
using MimeKit;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Hands mail over as .eml files in a folder outside the data folder (Mail:Mode Folder).</summary>
internal sealed class MailFolder(MailOptions options, KeyRing keys)
{
    private const string Stamp = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>Writes the message whole or not at all: a reader never sees half a file. The same mail again takes the same name.</summary>
    internal async Task DeliverAsync(MimeMessage message, Guid id, Guid person, CancellationToken stop)
    {
        // Mail carries codes and addresses: the folder is its owner's alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.Folder);
        else Directory.CreateDirectory(options.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = Path.Combine(options.Folder, $"{message.Date.UtcDateTime.ToString(Stamp)}-{keys.MailTag(person)}-{id:N}");
        await using (var file = new FileStream(name + ".part", FileMode.Create, FileAccess.Write))
        {
            await message.WriteToAsync(file, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(name + ".part", name + ".eml", overwrite: true);
    }

    /// <summary>Removes every mail to a person from the folder (T2), also one that a crash left half written.</summary>
    internal void Forget(Guid person) => Remove(file => file.Contains($"-{keys.MailTag(person)}-", StringComparison.Ordinal));

    /// <summary>When each mail to a person that lies in the folder was queued.</summary>
    internal IEnumerable<DateTimeOffset> HandedOverTo(Guid person) =>
        Mails().Where(mail => mail.Name.Contains($"-{keys.MailTag(person)}-", StringComparison.Ordinal) && mail.Name.EndsWith(".eml", StringComparison.Ordinal)).Select(mail => mail.At).Order();

    /// <summary>Removes what was queued before a moment, handed over or left half written by a crash; says how many.</summary>
    internal int Remove(DateTimeOffset before) => Remove(Mails().Where(mail => mail.At < before).Select(mail => mail.Name).ToHashSet(StringComparer.Ordinal).Contains);

    private int Remove(Func<string, bool> isDue)
    {
        var due = Mails().Where(mail => isDue(mail.Name)).ToList();
        due.ForEach(mail => File.Delete(Path.Combine(options.Folder, mail.Name)));
        return due.Count;
    }

    // By the moment in the name, which is the program's; what has another name was put there by somebody else, and is left alone.
    private IEnumerable<(string Name, DateTimeOffset At)> Mails()
    {
        if (!Directory.Exists(options.Folder)) yield break;
        foreach (var name in Directory.GetFiles(options.Folder).Select(file => Path.GetFileName(file)))
        {
            if (DateTimeOffset.TryParseExact(name.Split('-')[0], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) yield return (name, at);
        }
    }
}
