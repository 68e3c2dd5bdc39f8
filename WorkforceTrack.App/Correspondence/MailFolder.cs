using MimeKit;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Hands mail over as .eml files in a folder outside the data folder (Mail:Mode Folder).</summary>
internal sealed class MailFolder(MailOptions options)
{
    /// <summary>Writes the message whole or not at all: a reader never sees half a file. The same mail again takes the same name.</summary>
    internal async Task DeliverAsync(MimeMessage message, Guid id, CancellationToken stop)
    {
        // Mail carries codes and addresses: the folder is its owner's alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(options.Folder);
        else Directory.CreateDirectory(options.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = Path.Combine(options.Folder, $"{message.Date.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{id:N}");
        await using (var file = new FileStream(name + ".part", FileMode.Create, FileAccess.Write))
        {
            await message.WriteToAsync(file, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(name + ".part", name + ".eml", overwrite: true);
    }
}
