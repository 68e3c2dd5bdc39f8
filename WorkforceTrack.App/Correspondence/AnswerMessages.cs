using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Staff read and answer what visitors wrote, for that purpose alone (C4). Each look at a message is an entry, written before it is
/// opened. Nothing here passes a message on.
/// </summary>
internal sealed class AnswerMessages(MainWriter writer, IDbContextFactory<MainDb> stores, ConsoleDoor door, MessageSeal seal, PolicyInForce policy)
{
    internal static readonly StaffRole[] Readers = [StaffRole.Support, StaffRole.PrivacyOfficer, StaffRole.Management];
    private const int MostListed = 200;

    /// <summary>What waits, the oldest first, then what was answered; without a word of any. Null when the caller may not look.</summary>
    internal async Task<ImmutableArray<ListedMessage>?> ListAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller, Readers) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Messages.AsNoTracking().OrderBy(m => m.AnsweredAt != null).ThenBy(m => m.ReceivedAt).Take(MostListed)
            .Select(m => new ListedMessage(m.Id, m.Reference, m.ReceivedAt, m.AnsweredAt)).ToListAsync();
        return [.. rows];
    }

    [Keeps("C4")]
    internal async Task<MessageLook> OpenAsync(Caller caller, Guid id)
    {
        if (await door.WhyNotAsync(caller, Readers) is { } reason) return new MessageLook.Refused(reason);
        // INVARIANT: the entry stands before the message is opened.
        var row = await writer.WriteAsync(async work =>
        {
            if (await work.Db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } found) return null;
            work.Append(Entry(work, EntryKind.StaffLook, (Caller.OfStaff)caller, id));
            return found;
        });
        return row is null ? new MessageLook.Gone() : new MessageLook.Opened(new OwnMessage(row.ReceivedAt, seal.OpenText(row), row.AnsweredAt, seal.OpenAnswer(row)));
    }

    /// <summary>Stores the answer; null when it is stored, else words for whoever typed it. The first answer stands.</summary>
    [Keeps("C4")]
    internal async Task<string?> AnswerAsync(Caller caller, Guid id, string typed)
    {
        if (await door.WhyNotAsync(caller, Readers) is not null) return "You may not answer messages. Ask the management.";
        if (MessageText.Check(typed, out var words) is not { } text) return words;
        await using var store = await stores.CreateDbContextAsync();
        if (!await store.Messages.AnyAsync(m => m.Id == id)) return "This message is gone: its time was over.";
        var answer = seal.SealAnswer(id, text);
        return await writer.WriteAsync(async work =>
        {
            if (await work.Db.Messages.SingleOrDefaultAsync(m => m.Id == id && m.AnsweredAt == null) is not { } row) return "Somebody answered it already. Load the page again to read what.";
            (row.SealedAnswer, row.AnsweredAt) = (answer, work.Now);
            work.Append(Entry(work, EntryKind.Notice, (Caller.OfStaff)caller, id));
            return null;
        });
    }

    private LedgerEntry Entry(MainWork work, EntryKind kind, Caller.OfStaff staff, Guid message) => Entries.New(work, kind, Roles.Of(staff.Role)) with
    {
        Actor = staff.Id.Value,
        Purpose = Purpose.AnswerRequest,
        Evidence = message,
        Policy = policy.Version?.Number,
    };
}

/// <summary>A message in the list: not a word of it.</summary>
internal sealed record ListedMessage(Guid Id, string Reference, DateTimeOffset ReceivedAt, DateTimeOffset? AnsweredAt);

/// <summary>What a look at a message gave.</summary>
internal abstract class MessageLook
{
    private MessageLook()
    {
    }

    internal sealed class Opened(OwnMessage message) : MessageLook
    {
        internal OwnMessage Message { get; } = message;
    }

    internal sealed class Gone : MessageLook;

    internal sealed class Refused(RefusalReason reason) : MessageLook
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
