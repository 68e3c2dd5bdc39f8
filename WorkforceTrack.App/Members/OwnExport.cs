using System.Collections.Immutable;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>Everything about one member, on its way out to that member.</summary>
/// <param name="Organisation">Who holds it.</param>
/// <param name="MadeAt">When it was gathered.</param>
/// <param name="Policy">The version in force then.</param>
/// <param name="IsAddressChecked">Whether the mail address was shown to be the member's own.</param>
/// <param name="Fields">Every declared field, held or not.</param>
/// <param name="Consents">Every approval, live and past.</param>
/// <param name="Selections">Every service that was selected, live and past.</param>
/// <param name="Entries">Every entry of the ledger about the member, the oldest first.</param>
/// <param name="Proofs">A proof for each disclosure.</param>
/// <param name="Records">Every record about the member, wherever it lies.</param>
/// <param name="Key">The key under which the ledger signs.</param>
public sealed record OwnExport(
    string Organisation,
    DateTimeOffset MadeAt,
    PolicyNumber? Policy,
    bool IsAddressChecked,
    ImmutableArray<HeldField> Fields,
    ImmutableArray<ExportedConsent> Consents,
    ImmutableArray<ExportedSelection> Selections,
    ImmutableArray<OwnEntry> Entries,
    ImmutableArray<TlogProof> Proofs,
    ImmutableArray<RecordFacts> Records,
    VerifierKey Key)
{
    /// <summary>The name of an entry's proof inside the archive.</summary>
    public static string ProofName(OwnEntry entry) => $"proofs/{entry.Entry.Id.Value:N}.tlog-proof";
}

/// <summary>An approval with the recipient's name.</summary>
public sealed record ExportedConsent(Domain.Consents.Consent Consent, string? Recipient);

/// <summary>A selected service in words.</summary>
public sealed record ExportedSelection(string Service, string Partner, DateTimeOffset SelectedAt, DateTimeOffset? EndedAt, Guid Consent);

/// <summary>What a member's wish to take everything away gave.</summary>
internal abstract class TakenData
{
    private TakenData()
    {
    }

    internal sealed class Taken(OwnExport export) : TakenData
    {
        internal OwnExport Export { get; } = export;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : TakenData
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
