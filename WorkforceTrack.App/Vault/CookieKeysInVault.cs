using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Vault;

/// <summary>Keeps the keys of cookies and tokens (ASP.NET Core data protection) in the vault, sealed under the master key.</summary>
internal sealed class CookieKeysInVault(IDbContextFactory<VaultDb> vaults, KeyRing keys, TimeProvider clock)
    : IConfigureOptions<KeyManagementOptions>, IXmlRepository
{
    private const string Prefix = "cookies/";

    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = this;
        // The repository seals whole elements itself; a second wrapping would only add a second key to lose.
        options.XmlEncryptor = new Unchanged();
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var vault = vaults.CreateDbContext();
        return [.. vault.ProgramKeys.AsNoTracking().Where(k => k.Name.StartsWith(Prefix)).AsEnumerable()
            .Select(k => XElement.Parse(Encoding.UTF8.GetString(keys.OpenForProgram(k.Name, k.Wrapped))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = Prefix + friendlyName;
        using var vault = vaults.CreateDbContext();
        vault.ProgramKeys.Add(new ProgramKeyRow
        {
            Name = name,
            Wrapped = keys.SealForProgram(name, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))),
            CreatedAt = clock.GetUtcNow(),
        });
        vault.SaveChanges();
    }

    private sealed class Unchanged : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(plaintextElement, typeof(Decryptor));
    }

    /// <summary>Named in the stored element; public with a parameterless constructor because the framework makes it.</summary>
    public sealed class Decryptor : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => encryptedElement;
    }
}
