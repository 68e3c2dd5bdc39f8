using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Vault;

/// <summary>
/// The master key: 32 random bytes from a file outside the data folder that only its owner may read.
/// Everything else is derived from it (HKDF-SHA-256, RFC 5869) or wrapped by it.
/// </summary>
internal sealed class MasterKey
{
    private const int Size = 32;
    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>Reads the key file, or says in words what is wrong with it.</summary>
    internal static MasterKey Read(string file)
    {
        if (!File.Exists(file))
            throw new StartRefusedException($"There is no master key at {file}. Make one with: umask 077 && openssl rand -base64 32 > {file}");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new StartRefusedException($"Others may read the master key at {file}. Run: chmod 600 {file}");
        var bytes = new byte[Size];
        if (!Convert.TryFromBase64String(ReadText(file).Trim(), bytes, out var written) || written != Size)
            throw new StartRefusedException($"The master key at {file} is not 32 bytes in base64. Put the right file there; without it nothing can be opened.");
        return new MasterKey(bytes);
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            throw new StartRefusedException($"The master key at {file} cannot be read. Run the program as its owner, or give it to this one: chown. Nothing was changed.");
        }
    }

    /// <summary>Makes a key file, readable by its owner only. Development and tests only; in Production an administrator makes it.</summary>
    internal static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(Randomness.Bytes(Size)) + "\n"));
    }

    /// <summary>A key of its own for one use, as in "index", "wrap", "stop-list", "backup".</summary>
    internal byte[] Derive(string label) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Size, info: Encoding.UTF8.GetBytes("workforcetrack/" + label));
}
