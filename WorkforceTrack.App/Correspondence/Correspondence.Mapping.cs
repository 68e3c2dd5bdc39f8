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

internal static class CorrespondenceMapping
{
    internal static void Map(ModelBuilder model) => model.Entity<MailRow>(mail =>
    {
        mail.ToTable("Mail");
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Template).HasConversion<string>();
        mail.HasIndex(m => m.DueAt);
    });
}
