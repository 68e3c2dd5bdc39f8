using Microsoft.EntityFrameworkCore;

namespace WorkforceTrack.App.Members;

/// <summary>
/// An invitation that was not answered yet. Whom it is for stands in the vault as somebody who is nobody yet: without a member id and a
/// ledger subject, so that no use, no look and no partner can be about the person.
/// </summary>
internal sealed class InvitationRow
{
    public Guid Id { get; set; }

    /// <summary>The person in the vault; when that row is gone, nothing here opens any more.</summary>
    public Guid Person { get; set; }

    /// <summary>Keyed hash of the code in the mail, never the code.</summary>
    public required byte[] CodeHash { get; set; }

    public required byte[] SealedAddress { get; set; }

    public byte[]? SealedName { get; set; }

    /// <summary>The last UTC day on which it can be accepted.</summary>
    public DateOnly ExpiresOn { get; set; }
}

internal static class InvitationsMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<InvitationRow>(invitation =>
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.HasIndex(i => i.CodeHash).IsUnique();
        invitation.HasIndex(i => i.Person).IsUnique();
        invitation.HasIndex(i => i.ExpiresOn);
    });
}
