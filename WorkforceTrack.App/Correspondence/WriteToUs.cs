using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Anyone writes to us, and reads the answer by reference and secret (C4). Nothing is asked but the message: no name, no address; and
/// nothing is kept of the connection.
/// </summary>
internal sealed class WriteToUs(MainWriter writer, IDbContextFactory<MainDb> stores, MessageSeal seal, Attempts attempts)
{
    private static readonly byte[] Nobodys = new byte[SHA256.HashSizeInBytes];

    /// <param name="typed">The message.</param>
    /// <param name="from">The network from which it came, to count by; it is not stored.</param>
    [Keeps("C4"), Keeps("AC3")]
    internal async Task<MessageAnswer> WriteAsync(string typed, string from)
    {
        if (MessageText.Check(typed, out var words) is not { } text) return new MessageAnswer.Rejected(words!);
        if (!attempts.Count(Attempt.WriteToUs, from)) return new MessageAnswer.TooOften();
        var (id, reference, secret) = (Randomness.Id(), ReferenceCode.From(Randomness.Bytes(ReferenceCode.ReferenceLength)), ReferenceCode.From(Randomness.Bytes(ReferenceCode.SecretLength)));
        seal.MakeKey(id);
        var row = new MessageRow { Id = id, Reference = reference, SecretHash = HashOf(secret), SealedText = seal.SealText(id, text) };
        await writer.WriteAsync(work =>
        {
            row.ReceivedAt = work.Now;
            work.Db.Messages.Add(row);
            return Task.FromResult(0);
        });
        return new MessageAnswer.Written(reference, secret);
    }

    /// <summary>Message and answer for whoever wrote; null when reference and secret do not fit together, or the message's time is over.</summary>
    internal async Task<OwnMessage?> ReadAsync(string reference, string secret)
    {
        var (known, typed) = (ReferenceCode.Read(reference, ReferenceCode.ReferenceLength), ReferenceCode.Read(secret, ReferenceCode.SecretLength));
        await using var store = await stores.CreateDbContextAsync();
        var row = known is null ? null : await store.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Reference == known);
        var isRight = CryptographicOperations.FixedTimeEquals(HashOf(typed ?? ""), row?.SecretHash ?? Nobodys);
        return isRight && row is not null && typed is not null
            ? new OwnMessage(row.ReceivedAt, seal.OpenText(row), row.AnsweredAt, seal.OpenAnswer(row))
            : null;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}

/// <summary>A message as whoever wrote it reads it.</summary>
internal sealed record OwnMessage(DateTimeOffset ReceivedAt, Redacted<string> Text, DateTimeOffset? AnsweredAt, Redacted<string>? Answer);

/// <summary>What came of a message.</summary>
internal abstract class MessageAnswer
{
    private MessageAnswer()
    {
    }

    /// <summary>The secret is told here and never again.</summary>
    internal sealed class Written(string reference, string secret) : MessageAnswer
    {
        internal string Reference { get; } = reference;

        internal string Secret { get; } = secret;
    }

    internal sealed class Rejected(string words) : MessageAnswer
    {
        internal string Words { get; } = words;
    }

    internal sealed class TooOften : MessageAnswer;
}
