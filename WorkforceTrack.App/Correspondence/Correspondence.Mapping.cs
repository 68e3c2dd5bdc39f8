using Microsoft.EntityFrameworkCore;

namespace WorkforceTrack.App.Correspondence;

/// <summary>The mails that the program sends.</summary>
internal enum MailTemplate
{
    CheckAddress,
    ResetPassword,
    AlreadyRegistered,
    PasswordChanged,
    AddressChanged,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesMade,
    LegalNotice,
    EngagementInvitation,
    CertificateReminder,
    Leaving,
    ReviewData,
    Invitation,
}

/// <summary>A mail that waits: row id, template, parameters sealed under the person's key. Deleted when it was handed over.</summary>
internal sealed class MailRow
{
    public Guid Id { get; set; }

    public MailTemplate Template { get; set; }

    /// <summary>The person in the vault whom it goes to.</summary>
    public Guid Person { get; set; }

    public required byte[] Sealed { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When it is to be tried next.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The part of a case that it gives notice of; its delivery is recorded there.</summary>
    public Guid? CasePart { get; set; }

    /// <summary>How often it could not be handed over.</summary>
    public int Attempts { get; set; }
}

/// <summary>What a visitor wrote to us, and our answer: sealed under a key of their own, which goes with them.</summary>
internal sealed class MessageRow
{
    /// <summary>Random id, the evidence that entries about it name.</summary>
    public Guid Id { get; set; }

    /// <summary>By which the visitor asks for the answer.</summary>
    public required string Reference { get; set; }

    /// <summary>SHA-256 of the secret, which has 125 bits of chance.</summary>
    public required byte[] SecretHash { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public required byte[] SealedText { get; set; }

    public byte[]? SealedAnswer { get; set; }
}

internal static class CorrespondenceMapping
{
    internal static void Map(ModelBuilder model)
    {
        MapMail(model);
        model.Entity<MessageRow>(message =>
        {
            message.ToTable("Messages");
            message.Property(m => m.Id).ValueGeneratedNever();
            message.HasIndex(m => m.Reference).IsUnique();
            message.HasIndex(m => new { m.AnsweredAt, m.ReceivedAt });
        });
    }

    private static void MapMail(ModelBuilder model) => model.Entity<MailRow>(mail =>
    {
        mail.ToTable("Mail");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Template).HasConversion<string>();
        mail.HasIndex(m => m.DueAt);
    });
}
