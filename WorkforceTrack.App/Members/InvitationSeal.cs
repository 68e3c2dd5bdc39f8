using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>Address and name of somebody invited, sealed under that person's own key, each bound to its place.</summary>
internal static class InvitationSeal
{
    private const string AddressPlace = "invitation/address";
    private const string NamePlace = "invitation/name";

    internal static byte[] Address(AesGcm key, Guid invitation, Redacted<string> address) => Seal(key, AddressPlace, invitation, address);

    internal static byte[]? Name(AesGcm key, Guid invitation, Redacted<string>? name) => name is { } known ? Seal(key, NamePlace, invitation, known) : null;

    internal static Redacted<string> OpenAddress(AesGcm key, InvitationRow invitation) => Open(key, AddressPlace, invitation.Id, invitation.SealedAddress);

    internal static Redacted<string>? OpenName(AesGcm key, InvitationRow invitation) => invitation.SealedName is { } name ? Open(key, NamePlace, invitation.Id, name) : null;

    private static byte[] Seal(AesGcm key, string place, Guid invitation, Redacted<string> value) => Sealer.Seal(key, Encoding.UTF8.GetBytes(value.Open()), Sealer.Context(place, invitation));

    private static Redacted<string> Open(AesGcm key, string place, Guid invitation, byte[] sealedBytes) => new(Encoding.UTF8.GetString(Sealer.Open(key, sealedBytes, Sealer.Context(place, invitation))));
}
