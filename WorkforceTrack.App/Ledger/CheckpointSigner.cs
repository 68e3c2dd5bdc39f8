using System.Text;
using NSec.Cryptography;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>Signs heads of the ledger with Ed25519 (RFC 8032) under the key that the vault keeps.</summary>
internal sealed class CheckpointSigner : IDisposable
{
    private readonly Key key;

    public CheckpointSigner(KeyRing keys, LedgerOrigin origin)
    {
        key = Key.Import(SignatureAlgorithm.Ed25519, keys.ProgramKey("checkpoint", () => Randomness.Bytes(32)), KeyBlobFormat.RawPrivateKey);
        // A log keeps its name: the first start fixes it, whatever the settings say later.
        var name = Encoding.UTF8.GetString(keys.ProgramKey("ledger-origin", () => Encoding.UTF8.GetBytes(origin.Value)));
        Verifier = new VerifierKey(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>What anyone needs to check a head: the log's name and public key.</summary>
    internal VerifierKey Verifier { get; }

    internal SignedNote Sign(LedgerTree head)
    {
        var text = new Checkpoint(Verifier.Name, head.Size, head.Root).Body;
        return SignedNote.Sign(text, Verifier, SignatureAlgorithm.Ed25519.Sign(key, SignedNote.BytesToSign(text)));
    }

    /// <summary>Checks an Ed25519 signature; false for anything that is no key or no signature.</summary>
    internal static bool Check(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var imported) && imported is not null
        && signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && SignatureAlgorithm.Ed25519.Verify(imported, message, signature);

    public void Dispose() => key.Dispose();
}

/// <summary>The name of this ledger in its checkpoints (C2SP tlog-checkpoint origin): a schema-less URL.</summary>
internal sealed record LedgerOrigin(string Value)
{
    internal static LedgerOrigin Read(IConfiguration configuration)
    {
        if (configuration["Ledger:Origin"] is { Length: > 0 } set) return new LedgerOrigin(set);
        return Uri.TryCreate(configuration["Organisation:PublicOrigin"], UriKind.Absolute, out var origin)
            ? new LedgerOrigin($"{origin.Authority}/ledger")
            : new LedgerOrigin("workforcetrack/ledger");
    }
}
