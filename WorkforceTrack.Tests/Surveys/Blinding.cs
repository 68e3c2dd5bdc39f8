using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Org.BouncyCastle.Math;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// The member's side of RFC 9474 a second time, from the standard's own steps and apart from the script in the browser, so that
/// each can be held against the other. SHA-384, and with a salt or without.
/// </summary>
internal sealed class Blinding
{
    private const int HashLength = 48;
    private readonly BigInteger modulus;
    private readonly BigInteger inverse;

    /// <summary>Blind (4.2), with the salt and the blinding number given.</summary>
    internal Blinding(RSAParameters key, byte[] preparedMessage, byte[] salt, BigInteger blind)
    {
        modulus = new BigInteger(1, key.Modulus!);
        inverse = blind.ModInverse(modulus);
        PreparedMessage = preparedMessage;
        var encoded = new BigInteger(1, Encode(preparedMessage, salt, modulus.BitLength - 1));
        BlindedMessage = Bytes(encoded.Multiply(blind.ModPow(new BigInteger(1, key.Exponent!), modulus)).Mod(modulus), key.Modulus!.Length);
    }

    internal byte[] PreparedMessage { get; }

    internal byte[] BlindedMessage { get; }

    internal byte[] Inverse => Bytes(inverse, (modulus.BitLength + 7) / 8);

    /// <summary>A member who takes part: everything drawn by chance.</summary>
    internal static Blinding Draw(ReadOnlySpan<byte> publicKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new Blinding(key, RandomNumberGenerator.GetBytes(64), RandomNumberGenerator.GetBytes(HashLength), new BigInteger(1, RandomNumberGenerator.GetBytes(255)));
    }

    /// <summary>Finalize (4.4) without its last step, which is for the test to take.</summary>
    internal byte[] Unblind(byte[] blindSignature) =>
        Bytes(new BigInteger(1, blindSignature).Multiply(inverse).Mod(modulus), blindSignature.Length);

    internal string PassText(byte[] blindSignature) => PassText(PreparedMessage, Unblind(blindSignature));

    internal static string PassText(byte[] preparedMessage, byte[] signature) =>
        $"workforcetrack-pass-1.{Base64Url.EncodeToString(preparedMessage)}.{Base64Url.EncodeToString(signature)}";

    internal static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArrayUnsigned();
        return [.. new byte[length - bytes.Length], .. bytes];
    }

    // EMSA-PSS-ENCODE (RFC 8017 9.1.1).
    private static byte[] Encode(byte[] message, byte[] salt, int bits)
    {
        var length = (bits + 7) / 8;
        var hash = SHA384.HashData([.. new byte[8], .. SHA384.HashData(message), .. salt]);
        byte[] data = [.. new byte[length - salt.Length - HashLength - 2], 1, .. salt];
        for (var block = 0; block * HashLength < data.Length; block++)
        {
            var counter = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(counter, block);
            var mask = SHA384.HashData([.. hash, .. counter]);
            for (var i = 0; i < HashLength && (block * HashLength) + i < data.Length; i++) data[(block * HashLength) + i] ^= mask[i];
        }

        data[0] &= (byte)(0xff >> ((8 * length) - bits));
        return [.. data, .. hash, 0xbc];
    }
}
