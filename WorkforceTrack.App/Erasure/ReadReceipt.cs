using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Whoever left reads the receipt, without an account, by reference and secret (T2). An unknown reference and a wrong secret are one
/// answer, after the same work.
/// </summary>
internal sealed class ReadReceipt(IDbContextFactory<MainDb> stores, LedgerBook book, CheckpointSigner signer, PassOn passOn)
{
    private static readonly byte[] Nobodys = new byte[SHA256.HashSizeInBytes];

    [Keeps("T2")]
    internal async Task<ShownReceipt?> ReadAsync(string reference, string secret)
    {
        var (known, typed) = (ReferenceCode.Read(reference, ReferenceCode.ReferenceLength), ReferenceCode.Read(secret, ReferenceCode.SecretLength));
        await using var store = await stores.CreateDbContextAsync();
        var row = known is null ? null : await store.Leavings.AsNoTracking().SingleOrDefaultAsync(l => l.Reference == known);
        var isRight = CryptographicOperations.FixedTimeEquals(AskToLeave.HashOf(typed ?? ""), row?.SecretHash ?? Nobodys);
        return isRight && row is not null && typed is not null ? new ShownReceipt(row, await passOn.ToldAsync(store, row.Id)) : null;
    }

    /// <summary>The proof that the erasure stands in the ledger, under the head as it is now; null while it is not finished.</summary>
    internal async Task<TlogProof?> ProveAsync(ShownReceipt receipt)
    {
        if (receipt.EntryIndex is not { } index) return null;
        await using var store = await stores.CreateDbContextAsync();
        var body = await store.Ledger.AsNoTracking().Where(e => e.Index == index).Select(e => e.Body).SingleAsync();
        var head = book.Head;
        return new TlogProof([.. body], index, (await book.ProveAsync(index, head)).Path, signer.Sign(head));
    }
}

/// <summary>A receipt as its page shows it.</summary>
internal sealed class ShownReceipt(LeavingRow row, ImmutableArray<ToldPartner> told)
{
    internal Guid Id => row.Id;

    internal string Reference => row.Reference;

    internal LeavingStep Step => row.Step;

    internal DateTimeOffset? DueAt => row.Step == LeavingStep.Waiting ? row.DueAt : null;

    /// <summary>The partners that were told to erase, and which of them confirmed it.</summary>
    internal ImmutableArray<ToldPartner> Told { get; } = told;

    internal byte[]? Document => row.Document;

    internal long? EntryIndex => row.EntryIndex;
}
