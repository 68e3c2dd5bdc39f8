using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Partners;

/// <summary>The keys of access tokens, own random ones from the vault: ECDSA P-256 signs, AES-256 encrypts. No one outside needs to read a token.</summary>
internal sealed class TokenKeys(KeyRing keys, IOptions<OrganisationOptions> organisation) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        var signing = new ECDsaSecurityKey(Signer(keys.ProgramKey("token-signing", NewSigner)));
        signing.KeyId = Convert.ToHexStringLower(signing.ComputeJwkThumbprint());
        options.SigningCredentials.Add(new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256));
        var encryption = new SymmetricSecurityKey(keys.ProgramKey("token-encryption", () => Randomness.Bytes(32)));
        options.EncryptionCredentials.Add(new EncryptingCredentials(encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        if (Uri.TryCreate(organisation.Value.PublicOrigin, UriKind.Absolute, out var origin)) options.Issuer = origin;
    }

    private static byte[] NewSigner()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private static ECDsa Signer(byte[] pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        return key;
    }
}
