using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Staff;

/// <summary>Name and address of a person of the staff, sealed under that person's own key, each bound to its place.</summary>
internal static class StaffSeal
{
    internal static byte[] Name(AesGcm key, StaffId staff, Redacted<string> name) => Seal(key, "staff/name", staff, name);

    internal static byte[] Address(AesGcm key, StaffId staff, Redacted<string> address) => Seal(key, "staff/address", staff, address);

    internal static Redacted<string> OpenName(AesGcm key, StaffRow staff) => Open(key, "staff/name", staff.Id, staff.SealedName);

    internal static Redacted<string> OpenAddress(AesGcm key, StaffRow staff) => Open(key, "staff/address", staff.Id, staff.SealedAddress);

    private static byte[] Seal(AesGcm key, string place, StaffId staff, Redacted<string> value) =>
        Sealer.Seal(key, Encoding.UTF8.GetBytes(value.Open()), Sealer.Context(place, staff.Value));

    private static Redacted<string> Open(AesGcm key, string place, StaffId staff, byte[] sealedBytes) =>
        new(Encoding.UTF8.GetString(Sealer.Open(key, sealedBytes, Sealer.Context(place, staff.Value))));
}
