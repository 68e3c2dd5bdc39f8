using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Vault;

/// <summary>What someone in the vault is to the organisation.</summary>
internal enum PersonKind
{
    Member,
    Staff,

    /// <summary>An auditor or a consultant under one engagement.</summary>
    Engaged,

    /// <summary>Somebody with an invitation, who is nobody until accepting it (C3).</summary>
    Invited,
}

/// <summary>One row for everyone we can write to: look-up indexes, password hash, own key, and the join of the random ids.</summary>
internal sealed class PersonRow
{
    public Guid Id { get; set; }

    public PersonKind Kind { get; set; }

    /// <summary>HMAC-SHA-256 of the normalised user ID under the index key.</summary>
    public required byte[] UserIdIndex { get; set; }

    /// <summary>
    /// HMAC-SHA-256 of the normalised mail address under the index key. Several may have typed one address; it belongs to the one
    /// who checked it, so look for an owner with <see cref="AddressChecked"/>.
    /// </summary>
    public required byte[] AddressIndex { get; set; }

    public bool AddressChecked { get; set; }

    /// <summary>Argon2id in PHC form.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>The person's AES-256 key, wrapped by the master key; of somebody reduced, the keys of single fields in its place.</summary>
    public required byte[] WrappedKey { get; set; }

    public MemberId? Member { get; set; }

    public LedgerSubject? Subject { get; set; }

    public StaffId? Staff { get; set; }

    /// <summary>The random id under which main store and ledger know a person who works under an engagement.</summary>
    public Guid? Engaged { get; set; }

    /// <summary>The leaving that the member asked for; the one join between a person and a receipt.</summary>
    public Guid? Leaving { get; set; }

    public required string SecurityStamp { get; set; }

    public required string ConcurrencyStamp { get; set; }

    public bool TwoFactorEnabled { get; set; }

    /// <summary>The TOTP secret, sealed under the person's key (RFC 6238).</summary>
    public byte[]? SealedAuthenticatorKey { get; set; }

    /// <summary>The last time step whose code was used; a code works once.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>SHA-256 of each recovery code that is left, hexadecimal, separated by semicolons.</summary>
    public string RecoveryCodes { get; set; } = "";

    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Left, but for what a legal hold keeps: nobody can log in or be written to by it, and of the keys those of the held fields are left.</summary>
    internal bool IsReduced => SecurityStamp.Length == 0;
}

/// <summary>The name under which one partner knows one person.</summary>
internal sealed class PartnerSubjectRow
{
    public PartnerSubject Subject { get; set; }

    public Guid Person { get; set; }

    public PartnerId Partner { get; set; }
}

/// <summary>One session of a person. Ended on the server, it is ended everywhere.</summary>
internal sealed class SessionRow
{
    public Guid Id { get; set; }

    public Guid Person { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Browser and system in a few words, sealed under the person's key, so that the person can tell sessions apart.</summary>
    public required byte[] SealedDevice { get; set; }

    /// <summary>The evidence of this session's own access, the id that the ledger names.</summary>
    public Guid Access { get; set; }
}

/// <summary>A mailed code that may still be good; one a person and purpose. A keyed hash, never the code.</summary>
internal sealed class CodeRow
{
    public Guid Person { get; set; }

    public CodePurpose Purpose { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>Index of the address that it was mailed to; it is worth nothing for another.</summary>
    public required byte[] AddressIndex { get; set; }

    public DateTimeOffset Until { get; set; }

    public int Tries { get; set; }
}

internal static class VaultMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<PersonRow>(person =>
        {
            person.ToTable("People");
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Kind).HasConversion<string>();
            person.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
            person.HasIndex(p => p.UserIdIndex).IsUnique();
            person.HasIndex(p => p.AddressIndex);
            // INVARIANT: an address that was checked has one owner; one that was not keeps nobody else from it.
            person.HasIndex(p => p.AddressIndex, "IX_People_CheckedAddress").IsUnique().HasFilter("\"AddressChecked\"");
            person.HasIndex(p => p.Member).IsUnique();
            person.HasIndex(p => p.Subject).IsUnique();
            person.HasIndex(p => p.Staff).IsUnique();
            person.HasIndex(p => p.Engaged).IsUnique();
            person.HasIndex(p => p.Leaving).IsUnique();
        });
        model.Entity<PartnerSubjectRow>(subject =>
        {
            subject.ToTable("PartnerSubjects");
            subject.HasKey(s => s.Subject);
            subject.HasIndex(s => new { s.Person, s.Partner }).IsUnique();
            subject.HasIndex(s => new { s.Partner, s.Subject });
            subject.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.Person).OnDelete(DeleteBehavior.Cascade);
        });
        EngagementSubjectsMapping.Map(model);
        model.Entity<SessionRow>(session =>
        {
            session.ToTable("Sessions");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasIndex(s => s.Person);
            session.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.Person).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CodeRow>(code =>
        {
            code.ToTable("Codes");
            code.HasKey(c => new { c.Person, c.Purpose });
            code.Property(c => c.Purpose).HasConversion<string>();
            code.HasOne<PersonRow>().WithMany().HasForeignKey(c => c.Person).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProgramKeyRow>(key =>
        {
            key.ToTable("ProgramKeys");
            key.HasKey(k => k.Name);
        });
    }
}
