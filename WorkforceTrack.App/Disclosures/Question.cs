using System.Collections.Immutable;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>One question on its way to the gate, with what is needed to gather the facts and to write the answer down.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Kind">The kind of entry that a permit is recorded as.</param>
/// <param name="Subject">The vault's row of the data subject; null when there is none for this asker.</param>
/// <param name="Agreement">The agreement that a partner asks under.</param>
/// <param name="RecipientName">Commitment to the recipient's name.</param>
/// <param name="Note">What a person typed as the reason, already sealed, and its commitment.</param>
/// <param name="Case">The part of a case that the question comes under, as the ledger names it.</param>
/// <param name="Visibility">From when the subject may see the entry.</param>
/// <param name="InScope">The evidence id under which the subject is within the engagement that asks; the gate reads it from the vault itself.</param>
internal sealed record Question(
    DisclosureRequest Request,
    EntryKind Kind,
    PersonRow? Subject,
    AgreementId? Agreement = null,
    Commitment? RecipientName = null,
    SealedNote? Note = null,
    Guid? Case = null,
    Visibility Visibility = default,
    Guid? InScope = null);

/// <summary>The gate's answer, written down.</summary>
internal abstract class GateAnswer
{
    private GateAnswer()
    {
    }

    /// <summary>Recorded permits, one for each question.</summary>
    internal sealed class Granted(ImmutableArray<RecordedPermit> permits) : GateAnswer
    {
        internal ImmutableArray<RecordedPermit> Permits { get; } = permits;
    }

    /// <summary>A recorded refusal, with every reason.</summary>
    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : GateAnswer
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
