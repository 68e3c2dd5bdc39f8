using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>Seals a visitor's message and our answer under a key of their own in the vault (C4). Once the key goes, nothing opens them.</summary>
internal sealed class MessageSeal(KeyRing keys)
{
    internal const string KeyPrefix = "message/";

    internal static string KeyName(Guid message) => $"{KeyPrefix}{message:N}";

    /// <summary>Makes the key of a new message. Called before its row is written: a key without a message opens nothing.</summary>
    internal void MakeKey(Guid message) => keys.ProgramKey(KeyName(message), () => Randomness.Bytes(32));

    internal byte[] SealText(Guid message, Redacted<string> text) => Seal(message, "text", text);

    internal byte[] SealAnswer(Guid message, Redacted<string> answer) => Seal(message, "answer", answer);

    internal Redacted<string> OpenText(MessageRow row) => Open(row.Id, "text", row.SealedText);

    internal Redacted<string>? OpenAnswer(MessageRow row) => row.SealedAnswer is { } answer ? Open(row.Id, "answer", answer) : null;

    private byte[] Seal(Guid message, string part, Redacted<string> text)
    {
        using var key = Key(message);
        return Sealer.Seal(key, Encoding.UTF8.GetBytes(text.Open()), Sealer.Context($"message/{part}", message));
    }

    private Redacted<string> Open(Guid message, string part, byte[] sealedBytes)
    {
        using var key = Key(message);
        return new Redacted<string>(Encoding.UTF8.GetString(Sealer.Open(key, sealedBytes, Sealer.Context($"message/{part}", message))));
    }

    private AesGcm Key(Guid message) => Sealer.Key(keys.FindProgramKey(KeyName(message)) ?? throw new InvalidOperationException("The key of a message is gone."));
}
