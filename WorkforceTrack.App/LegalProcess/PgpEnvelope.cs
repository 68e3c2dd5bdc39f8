using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// OpenPGP with a passphrase (RFC 9580, 5.3: symmetric-key encrypted session key; AES-256, integrity protected). Whoever gets a package
/// opens it with a tool that every system has: <c>gpg --decrypt</c>.
/// </summary>
internal static class PgpEnvelope
{
    private const int PassphraseBytes = 16;

    /// <summary>128 bits of chance in groups that can be read out on the telephone. It is kept nowhere.</summary>
    internal static string NewPassphrase() => string.Join('-', Convert.ToHexStringLower(Randomness.Bytes(PassphraseBytes)).Chunk(4).Select(group => new string(group)));

    internal static byte[] Encrypt(byte[] plain, string fileName, string passphrase, DateTimeOffset at)
    {
        using var sealedBytes = new MemoryStream();
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        generator.AddMethodUtf8(passphrase.ToCharArray(), HashAlgorithmTag.Sha256);
        using (var encrypted = generator.Open(sealedBytes, new byte[1 << 16]))
        {
            using var literal = new PgpLiteralDataGenerator().Open(encrypted, PgpLiteralData.Binary, fileName, plain.Length, at.UtcDateTime);
            literal.Write(plain);
        }

        return sealedBytes.ToArray();
    }
}
