using System.Text;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Staff;

/// <summary>How somebody stands on the staff (SE1). An entry of the ledger binds it by its SHA-256; it is no secret.</summary>
public sealed record StaffStanding(StaffRole Role, bool IsActive)
{
    public Digest Digest => Digest.Of(Encoding.UTF8.GetBytes($"staff-standing\nrole: {Names.Of(Role)}\nactive: {(IsActive ? "yes" : "no")}\n"));

    public string Words => IsActive ? $"{EntryWords.Of(Role)}, active" : $"{EntryWords.Of(Role)}, deactivated";

    /// <summary>The standing that a digest binds; null when it binds something else.</summary>
    public static StaffStanding? Behind(Digest digest) => Names.All<StaffRole>()
        .SelectMany(role => new[] { new StaffStanding(role, IsActive: true), new StaffStanding(role, IsActive: false) })
        .FirstOrDefault(standing => standing.Digest == digest);
}
