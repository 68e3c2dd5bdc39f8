using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Benchmarks;

/// <summary>A ledger of a million entries: verification read from the store beside raw hashing, and one inclusion proof.</summary>
internal static class MillionEntries
{
    internal const int Count = 1_000_000;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(1);
        await FillAsync(ground, Count);
        var book = ground.Services.GetRequiredService<LedgerBook>();
        var signer = ground.Services.GetRequiredService<CheckpointSigner>();
        var audit = ground.Services.GetRequiredService<AuditLedger>();
        var note = signer.Sign(book.Head).ToString();
        var size = book.Head.Size;
        var bodies = await BodiesAsync(ground, (int)size);
        Console.WriteLine($"entries {size:N0}, {bodies.Average(b => b.Length):N0} bytes each");

        await Pair.RunAsync("verification of 1,000,000 entries from the store", "raw SHA-256, same bytes and nodes", async () =>
        {
            var report = await audit.AuditAsync([("the copy outside the database", note)]);
            if (!report.IsSound || report.SignedSize != size) throw new InvalidOperationException("The ledger of the benchmark is not sound.");
            return size;
        }, () => Task.FromResult(RawHash(bodies)), "at least 0.4");

        var random = new Random(7);
        await Pair.AloneAsync("inclusion proof at 1,000,000 entries", async () => await book.ProveAsync(random.NextInt64(size), book.Head), 500, "under 1 ms");
    }

    internal static async Task FillAsync(Ground ground, int count)
    {
        var book = ground.Services.GetRequiredService<LedgerBook>();
        await using var store = await ground.Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        await store.Database.OpenConnectionAsync();
        await using var appender = new LedgerAppender(store);
        var tree = book.Head;
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var subjects = Enumerable.Range(0, 10_000).Select(_ => new LedgerSubject(Randomness.Id())).ToArray();
        var recipients = Enumerable.Range(0, 50).Select(_ => Randomness.Id()).ToArray();
        for (var done = 0; done < count;)
        {
            await using var transaction = await store.Database.BeginTransactionAsync();
            appender.Join(transaction.GetDbTransaction());
            for (var i = 0; i < 20_000 && done < count; i++, done++)
            {
                tree = appender.Append(tree, new LedgerEntry
                {
                    Id = new EntryId(Randomness.Id()),
                    Salt = Salt.From(Randomness.Bytes(Salt.Length)),
                    At = EntryTime.At(at.AddSeconds(done)),
                    Kind = done % 10 == 0 ? EntryKind.StaffLook : EntryKind.Disclosure,
                    Subject = subjects[done % subjects.Length],
                    Role = ActorRole.Partner,
                    Actor = recipients[done % 50],
                    RecipientKind = RecipientKind.Partner,
                    Recipient = recipients[done % 50],
                    Purpose = Purpose.JobMatching,
                    Basis = LegalBasis.SelectedService,
                    Evidence = Randomness.Id(),
                    Policy = new PolicyNumber(1, 0),
                    Fields = Ground.Fields,
                });
            }

            await transaction.CommitAsync();
        }

        book.Advance(tree);
    }

    private static async Task<byte[][]> BodiesAsync(Ground ground, int size)
    {
        await using var store = await ground.Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        var bodies = new List<byte[]>(size);
        await foreach (var body in store.Ledger.OrderBy(e => e.Index).Select(e => e.Body).AsAsyncEnumerable()) bodies.Add(body);
        return [.. bodies];
    }

    // The least that any verification must do: every leaf hash and every inner node, from memory, with nothing compared.
    private static long RawHash(byte[][] bodies)
    {
        var level = new byte[bodies.Length][];
        Span<byte> buffer = stackalloc byte[2048];
        for (var i = 0; i < bodies.Length; i++)
        {
            buffer[0] = 0;
            bodies[i].CopyTo(buffer[1..]);
            level[i] = SHA256.HashData(buffer[..(bodies[i].Length + 1)]);
        }

        Span<byte> pair = stackalloc byte[65];
        pair[0] = 1;
        for (var width = bodies.Length; width > 1; width = (width + 1) / 2)
        {
            for (var i = 0; i + 1 < width; i += 2)
            {
                level[i].CopyTo(pair[1..]);
                level[i + 1].CopyTo(pair[33..]);
                level[i / 2] = SHA256.HashData(pair);
            }

            if (width % 2 == 1) level[width / 2] = level[width - 1];
        }

        return bodies.Length;
    }
}
