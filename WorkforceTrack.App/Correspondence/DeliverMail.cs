using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Hands over the mails that are due. Recorded, then opened, then handed over, then removed, in this order: a crash leaves an
/// entry without a mail or sends a mail twice (under one Message-Id), never loses one.
/// </summary>
internal sealed class DeliverMail(
    MainWriter writer,
    IDbContextFactory<MainDb> stores,
    IDbContextFactory<VaultDb> vaults,
    KeyRing keys,
    Addressees addressees,
    MailFolder folder,
    RecordDelivery delivery,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock,
    ILogger<DeliverMail> log)
{
    private const int InOneGo = 50;

    /// <summary>Delivers all that is due. Returns the moment when the next one is; null when none waits.</summary>
    internal async Task<DateTimeOffset?> DeliverDueAsync(CancellationToken stop)
    {
        while (true)
        {
            List<MailRow> due;
            await using (var store = await stores.CreateDbContextAsync(stop))
            {
                var now = clock.GetUtcNow();
                due = await store.Mail.AsNoTracking().Where(m => m.DueAt <= now).OrderBy(m => m.DueAt).Take(InOneGo).ToListAsync(stop);
                if (due.Count == 0) return await store.Mail.AsNoTracking().MinAsync(m => (DateTimeOffset?)m.DueAt, stop);
            }

            foreach (var mail in due) await DeliverOneAsync(mail, stop);
        }
    }

    private async Task DeliverOneAsync(MailRow mail, CancellationToken stop)
    {
        try
        {
            var end = await TryDeliverAsync(mail, stop);
            if (end == DeliveryEnd.NotNow) await PostponeAsync(mail);
            else await RemoveAsync(mail, end);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.NotHandedOver(mail.Id, failure.GetType().Name);
            await PostponeAsync(mail);
        }
    }

    private async Task<DeliveryEnd> TryDeliverAsync(MailRow mail, CancellationToken stop)
    {
        PersonRow? person;
        await using (var vault = await vaults.CreateDbContextAsync(stop)) person = await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == mail.Person, stop);
        if (person is null or { IsReduced: true }) return DeliveryEnd.Pointless;
        using var key = keys.PersonKey(person);
        var parameters = MailParameters.Open(key, mail.Id, mail.Sealed);
        if (IsPointless(parameters, person.AddressIndex)) return DeliveryEnd.Pointless;
        var addressee = await addressees.OpenAsync(mail, person);
        if (addressee is not Addressee.Known known) return addressee is Addressee.Gone ? DeliveryEnd.Pointless : DeliveryEnd.NotNow;
        // INVARIANT: a code goes to the address that it was made for, even when the address was changed just now.
        if (IsPointless(parameters, keys.AddressIndex(known.Address.Open()))) return DeliveryEnd.Pointless;
        // INVARIANT: an address that was replaced is a personal value too; it is opened here, where the entry of this mail stands.
        await folder.DeliverAsync(Message(mail, parameters, known.Name, parameters.OpenAddress(key, mail.Id) ?? known.Address), mail.Id, person.Id, stop);
        // Somebody may have been erased while the message was made; then it must not lie in the folder either.
        if (!await IsThereAsync(person, stop)) folder.Forget(person.Id);
        return DeliveryEnd.HandedOver;
    }

    // Who was reduced to what a hold keeps gets no mail any more: the stamp went with the log-in.
    private async Task<bool> IsThereAsync(PersonRow person, CancellationToken stop)
    {
        await using var vault = await vaults.CreateDbContextAsync(stop);
        return await vault.People.AnyAsync(p => p.Id == person.Id && p.SecurityStamp != "", stop);
    }

    private bool IsPointless(MailParameters parameters, byte[] address) =>
        parameters.Until <= clock.GetUtcNow() || (parameters.CodeAddress is { } bound && !bound.AsSpan().SequenceEqual(address));

    private MimeMessage Message(MailRow mail, MailParameters parameters, Redacted<string>? name, Redacted<string> address)
    {
        var from = organisation.Value;
        var letter = Letter.Of(mail.Template, parameters, name, from);
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = mail.QueuedAt,
            MessageId = $"{mail.Id:N}@{new Uri(from.PublicOrigin).Host}",
            Body = new BodyBuilder { TextBody = letter.Text(), HtmlBody = letter.Html() }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(from.Name, from.SupportAddress));
        message.To.Add(new MailboxAddress(name?.Open(), address.Open()));
        // Keeps out-of-office programs from answering (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    // INVARIANT: that a notice arrived stands with its removal, so it is recorded once and never lost.
    private Task<int> RemoveAsync(MailRow mail, DeliveryEnd end) => writer.WriteAsync(async work =>
    {
        if (mail.CasePart is { } part && end == DeliveryEnd.HandedOver) await delivery.RecordAsync(work, part, "By mail, handed over to the mail server");
        return await work.Db.Mail.Where(m => m.Id == mail.Id).ExecuteDeleteAsync();
    });

    private Task<int> PostponeAsync(MailRow mail)
    {
        var due = clock.GetUtcNow() + MailPauses.After(mail.Attempts + 1);
        return writer.WriteAsync(work => work.Db.Mail.Where(m => m.Id == mail.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(m => m.Attempts, m => m.Attempts + 1).SetProperty(m => m.DueAt, due)));
    }
}

/// <summary>What came of an attempt to hand a mail over.</summary>
internal enum DeliveryEnd
{
    HandedOver,

    /// <summary>Nobody is left to whom it means anything.</summary>
    Pointless,

    /// <summary>It waits and is tried again.</summary>
    NotNow,
}

internal static partial class DeliverMailLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} could not be handed over ({Kind}); it waits and is tried again.")]
    internal static partial void NotHandedOver(this ILogger logger, Guid mail, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail queue could not be read ({Kind}); it is read again in a minute.")]
    internal static partial void QueueNotRead(this ILogger logger, string kind);
}
