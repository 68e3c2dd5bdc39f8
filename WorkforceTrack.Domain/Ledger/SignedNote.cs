using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Whether a note is signed by a key that is trusted.</summary>
public enum NoteVerdict
{
    /// <summary>Signed by the key.</summary>
    Signed,

    /// <summary>No signature names the key.</summary>
    NotSignedByKey,

    /// <summary>A signature names the key, but the key did not make it for this text.</summary>
    WrongSignature,
}

/// <summary>One signature line of a note.</summary>
public sealed record NoteSignature(string KeyName, uint KeyId, ImmutableArray<byte> Bytes);

/// <summary>A text signed by one or more keys (C2SP signed-note). The text is to be ignored until <see cref="Verify"/> says it is signed.</summary>
public sealed class SignedNote
{
    private const int LongestNote = 256 * 1024;
    private const string Mark = "— ";

    private SignedNote(string text, ImmutableArray<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>What is signed, with its last line feed.</summary>
    public string Text { get; }

    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>The bytes to sign for a note with this text.</summary>
    public static byte[] BytesToSign(string text) => Encoding.UTF8.GetBytes(text);

    public static SignedNote Sign(string text, VerifierKey key, ReadOnlySpan<byte> signature)
    {
        if (!IsText(text)) throw new ArgumentException("A note's text ends with a line feed and holds no other control character.", nameof(text));
        return new SignedNote(text, [new NoteSignature(key.Name, key.Id, [.. signature])]);
    }

    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        parsed = null;

        // The last empty line divides text and signatures; the text may have empty lines of its own.
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > LongestNote || end < 0 || end + 2 == note.Length || !IsText(note) || !IsText(note[..(end + 1)])) return false;
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        foreach (var line in note[(end + 2)..^1].Split('\n'))
        {
            if (!TryParseSignature(line, out var signature)) return false;
            signatures.Add(signature);
        }

        parsed = new SignedNote(note[..(end + 1)], signatures.DrainToImmutable());
        return true;
    }

    public NoteVerdict Verify(VerifierKey key, SignatureCheck check)
    {
        var message = BytesToSign(Text);
        var verdict = NoteVerdict.NotSignedByKey;
        foreach (var signature in Signatures)
        {
            if (signature.KeyId != key.Id || !string.Equals(signature.KeyName, key.Name, StringComparison.Ordinal)) continue;
            if (!check(message, signature.Bytes.AsSpan(), key.PublicKey.AsSpan())) return NoteVerdict.WrongSignature;
            verdict = NoteVerdict.Signed;
        }

        return verdict;
    }

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[4 + signature.Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Bytes.CopyTo(bytes, 4);
            note.Append(Mark).Append(signature.KeyName).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    private static bool TryParseSignature(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Mark, StringComparison.Ordinal)
            || line[Mark.Length..].Split(' ') is not [var name, var encoded]
            || !StrictText.IsName(name)
            || !StrictText.TryBase64(encoded, out var bytes)
            || bytes.Length <= 4) return false;
        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), [.. bytes.AsSpan(4)]);
        return true;
    }

    private static bool IsText(string text) => text.EndsWith('\n') && text.Length > 1 && !text.Any(c => c < ' ' && c != '\n');
}
