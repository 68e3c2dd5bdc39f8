using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>One field as the member sees it: what is held, where it came from, and who has seen it.</summary>
/// <param name="Declaration">What the policy in force says of it.</param>
/// <param name="Stored">The value; null when none is held.</param>
/// <param name="SeenBy">Everyone who was given it, the latest first.</param>
public sealed record HeldField(FieldDeclaration Declaration, StoredValue? Stored, ImmutableArray<Seen> SeenBy)
{
    public PersonalField Field => Declaration.Field;

    /// <summary>Whether the member may type a new value: only where the policy declares that source.</summary>
    public bool CanBeCorrected => Declaration.Sources.Contains(FieldSource.OwnCorrection);

    public bool CanBeRemoved => !Declaration.Required && Stored is not null;
}

/// <summary>A value with its origin.</summary>
public sealed record StoredValue(Redacted<string> Value, FieldSource Source, DateOnly On);

/// <summary>Who saw a field, how often, and on which day the last time.</summary>
public sealed record Seen(string By, int Times, DateOnly Last);

/// <summary>What a member's look at everything held gave.</summary>
internal abstract class OwnData
{
    private OwnData()
    {
    }

    internal sealed class Opened(ImmutableArray<HeldField> fields, bool isAddressChecked, OwnHistory history) : OwnData
    {
        internal ImmutableArray<HeldField> Fields { get; } = fields;

        internal OwnHistory History { get; } = history;

        internal bool IsAddressChecked { get; } = isAddressChecked;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : OwnData
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
