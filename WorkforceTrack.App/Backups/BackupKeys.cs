using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Backups;

/// <summary>The keys of backups, each derived from the master key by a label of its own; no backup holds any of them.</summary>
internal sealed class BackupKeys(MasterKey master)
{
    private readonly byte[] proof = master.Derive("backup-proof");

    /// <summary>Seals copies of main and booth.</summary>
    internal byte[] Main { get; } = master.Derive("backup");

    /// <summary>Seals copies of the vault.</summary>
    internal byte[] Vault { get; } = master.Derive("backup-vault");

    /// <summary>Tells master keys apart and nothing else: so a wrong key is called one, and no damage.</summary>
    internal string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(master.Derive("backup-fingerprint")).AsSpan(0, 8));

    /// <summary>A text with its proof (HMAC-SHA-256) on a line of its own.</summary>
    internal string Prove(string use, string text) => $"{text}\n{Proof(use, text)}\n";

    /// <summary>The text of a proven one; null when it is not as it was written.</summary>
    internal string? Proven(string use, string proven) => proven.Split('\n') is [var text, var given, ""]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Proof(use, text)))
            ? text
            : null;

    private string Proof(string use, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(proof, Encoding.UTF8.GetBytes($"{use}\n{text}")));
}
