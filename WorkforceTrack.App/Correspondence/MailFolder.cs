using MimeKit;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Hands mail over as .eml files in a folder outside the data folder (Mail:Mode Folder).</summary>
internal sealed class MailFolder(string folder, TimeProvider clock)
{
    /// <summary>Writes the message whole or not at all: a reader never sees half a file.</summary>
    internal async Task DeliverAsync(MimeMessage message, Guid id, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        message.Date = clock.GetUtcNow();
        var name = Path.Combine(folder, $"{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-{id:N}");
        await message.WriteToAsync(name + ".part", stop);
        File.Move(name + ".part", name + ".eml", overwrite: true);
    }
}
