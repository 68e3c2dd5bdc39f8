using System.Threading.Channels;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Where the program leaves what it has to write about an account. A mail that was queued in a unit of work goes out at
/// least once: it is removed only after it was handed over, so a crash between may send it twice, never zero times.
/// </summary>
internal sealed class MailQueue(MainWriter writer, KeyRing keys, TimeProvider clock)
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Queues one mail by itself.</summary>
    internal async Task QueueAsync(PersonRow person, MailTemplate template, MailParameters parameters)
    {
        var row = Prepare(person, template, parameters);
        await writer.WriteAsync(work =>
        {
            work.Db.Mail.Add(row);
            return Task.FromResult(0);
        });
        Ring();
    }

    /// <summary>A row for a unit of work that does more: add it to the store there, and ring when the unit is committed.</summary>
    internal MailRow Prepare(PersonRow person, MailTemplate template, MailParameters parameters)
    {
        var id = Randomness.Id();
        using var key = keys.PersonKey(person);
        var now = clock.GetUtcNow();
        return new MailRow { Id = id, Template = template, Person = person.Id, Sealed = parameters.Seal(key, id), QueuedAt = now, DueAt = now };
    }

    /// <summary>Wakes the delivery. Heard at once or, when it is at work, as soon as it is done.</summary>
    internal void Ring() => bell.Writer.TryWrite(true);

    internal async Task HearAsync(CancellationToken stop) => await bell.Reader.ReadAsync(stop);
}
