using System.Text;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.Tests.Cast;

/// <summary>The disk of one test, laid out as on a real machine: stores under data/, key, checkpoint and mail beside it. Gone at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    private static readonly string Top = Path.Combine(Path.GetTempPath(), "workforcetrack-tests");

    internal TestFolder()
        : this(Path.Combine(Top, Guid.NewGuid().ToString("N")))
    {
    }

    private TestFolder(string root)
    {
        Root = root;
        Directory.CreateDirectory(Beside);
    }

    internal string Root { get; }

    /// <summary>The disk of another process.</summary>
    internal static TestFolder At(string root) => new(root);

    internal string Data => Path.Combine(Root, "data");

    internal string Beside => Path.Combine(Root, ".local");

    internal string MasterKeyFile => Path.Combine(Beside, "master.key");

    internal string CheckpointFile => Path.Combine(Beside, "ledger.checkpoint");

    internal string MailFolder => Path.Combine(Root, "mail");

    internal string MainFile => Path.Combine(Data, "stores", "main.db");

    internal string BoothFile => Path.Combine(Data, "stores", "booth.db");

    internal string VaultFile => Path.Combine(Data, "stores", "vault.db");

    /// <summary>Every file under a folder, also of a running program. Its lock is left out: it lets nobody else in, and is seen to be empty.</summary>
    internal static IEnumerable<string> FilesUnder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "in-use.lock") Assert.Equal(0, new FileInfo(file).Length);
            else yield return file;
        }
    }

    /// <summary>The settings by which the program finds all this.</summary>
    internal string[] Settings =>
    [
        $"--Data:Directory={Data}", $"--Vault:MasterKeyFile={MasterKeyFile}", $"--Ledger:CheckpointFile={CheckpointFile}", $"--Mail:Folder={MailFolder}",
    ];

    /// <summary>Makes the master key, as an administrator does before the first start.</summary>
    internal TestFolder WithKey()
    {
        if (!File.Exists(MasterKeyFile)) MasterKey.Make(MasterKeyFile);
        return this;
    }

    /// <summary>The same disk once more. Only whole when no program has it open.</summary>
    internal TestFolder Copy()
    {
        ReleaseFiles();
        var copy = new TestFolder();
        CopyAll(Root, copy.Root);
        return copy;
    }

    /// <summary>Every file with a hash of its bytes, to see whether anything was changed.</summary>
    internal string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var file in FilesUnder(Root).Order(StringComparer.Ordinal))
            text.Append($"{Path.GetRelativePath(Root, file)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}\n");
        return text.ToString();
    }

    /// <summary>Closes the connections that wait in the pool, so that the journal is folded into the file.</summary>
    internal void ReleaseFiles()
    {
        foreach (var file in new[] { MainFile, VaultFile, BoothFile })
        {
            using var connection = new SqliteConnection($"Data Source={file}");
            SqliteConnection.ClearPool(connection);
        }
    }

    public void Dispose()
    {
        ReleaseFiles();
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in FilesUnder(from)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
    }
}
