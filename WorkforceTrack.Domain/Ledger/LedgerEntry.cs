using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>One entry of the ledger (O4, D2, SE1): who did what with which fields, for what, on which ground. Names of fields, never values.</summary>
public sealed record LedgerEntry
{
    // INVARIANT: one bit a reason, so that entries compare by value and the reasons have one order.
    private readonly ulong refusals;

    public required EntryId Id { get; init; }

    public required EntryTime At { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>Whose data; null where an entry is about no person.</summary>
    public LedgerSubject? Subject { get; init; }

    public required ActorRole Role { get; init; }

    /// <summary>Who acted: the random id of a person of the staff or of a credential.</summary>
    public Guid? Actor { get; init; }

    public RecipientKind? RecipientKind { get; init; }

    /// <summary>Who got the data, by random id.</summary>
    public Guid? Recipient { get; init; }

    /// <summary>Binds the recipient's name, which lies sealed beside.</summary>
    public Commitment? RecipientName { get; init; }

    public Purpose? Purpose { get; init; }

    public LegalBasis? Basis { get; init; }

    /// <summary>The id of what the basis rests on, as in the consent.</summary>
    public Guid? Evidence { get; init; }

    /// <summary>The policy version in force.</summary>
    public PolicyNumber? Policy { get; init; }

    public FieldSet Fields { get; init; }

    /// <summary>Every reason of a refusal, in the order of declaration.</summary>
    public ImmutableArray<RefusalReason> Refusals
    {
        get
        {
            var reasons = ImmutableArray.CreateBuilder<RefusalReason>();
            for (var rest = refusals; rest != 0; rest &= rest - 1)
                reasons.Add((RefusalReason)System.Numerics.BitOperations.TrailingZeroCount(rest));
            return reasons.DrainToImmutable();
        }

        init
        {
            refusals = 0;
            if (value.IsDefault) return;
            foreach (var reason in value) refusals |= 1UL << (int)reason;
        }
    }

    public bool IsRefused => refusals != 0;

    public Visibility Visibility { get; init; }

    /// <summary>Binds what a person typed as a reason, which lies sealed under the subject's key.</summary>
    public Commitment? Note { get; init; }

    /// <summary>The SHA-256 of a thing that is no secret: a policy text, a document, a public key.</summary>
    public Digest? Detail { get; init; }

    public required Salt Salt { get; init; }

    internal ulong RefusalBits
    {
        get => refusals;
        init => refusals = value;
    }
}
