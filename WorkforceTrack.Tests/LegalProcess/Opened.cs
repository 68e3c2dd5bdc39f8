using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkforceTrack.App.LegalProcess;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>A package as whoever gets it opens it: with gpg, which knows nothing of this program.</summary>
internal sealed class Opened(IReadOnlyDictionary<string, byte[]> files)
{
    internal static bool HasTool => Paths().Any();

    internal JsonElement Manifest => JsonDocument.Parse(files["manifest.json"]).RootElement;

    internal IReadOnlyDictionary<string, byte[]> Files => files;

    internal string Everything => string.Join('\n', files.Values.Select(Encoding.UTF8.GetString));

    internal IEnumerable<string> FieldsOf(int subject) => JsonDocument.Parse(files[$"subject-{subject}.json"]).RootElement.GetProperty("fields").EnumerateObject().Select(p => p.Name);

    internal static async Task<Opened> PackageAsync(CaseOffice office, ProductionAnswer.Made made)
    {
        var package = await office.Get<ReadCase>().OpenAsync(office.Staff('S'), office.Id, made.Package);
        return new Opened(Unzipped(await DecryptAsync(package!.Bytes, made.Passphrase)));
    }

    /// <summary>gpg --decrypt, in a home of its own.</summary>
    internal static async Task<byte[]> DecryptAsync(byte[] package, string passphrase)
    {
        Assert.SkipUnless(HasTool || Cast.Counts.GpgRequired, "gpg is missing: install it (on Debian: apt-get install gpg).");
        var home = Directory.CreateTempSubdirectory("gpg");
        try
        {
            var file = Path.Combine(home.FullName, "package.zip.gpg");
            await File.WriteAllBytesAsync(file, package);
            var start = new ProcessStartInfo("gpg", ["--homedir", home.FullName, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase-fd", "0", "--decrypt", file])
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var gpg = Process.Start(start)!;
            await gpg.StandardInput.WriteLineAsync(passphrase);
            gpg.StandardInput.Close();
            using var plain = new MemoryStream();
            var errors = gpg.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await gpg.StandardOutput.BaseStream.CopyToAsync(plain, TestContext.Current.CancellationToken);
            await gpg.WaitForExitAsync(TestContext.Current.CancellationToken);
            return gpg.ExitCode == 0 ? plain.ToArray() : throw new CryptographicException(await errors);
        }
        finally
        {
            // An agent that gpg started may still remove its sockets.
            try { home.Delete(recursive: true); } catch (IOException) { }
        }
    }

    private static Dictionary<string, byte[]> Unzipped(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var bytes = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Paths() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "gpg")).Where(File.Exists);
}
