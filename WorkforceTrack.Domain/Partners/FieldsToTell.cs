using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Partners;

/// <summary>What waits to be told to one partner about one member (A2). What came meanwhile is drawn together, so that a partner reads each field once.</summary>
/// <param name="Corrected">Fields to be read again.</param>
/// <param name="Withdrawn">Fields to be erased.</param>
public readonly record struct FieldsToTell(FieldSet Corrected, FieldSet Withdrawn)
{
    /// <summary>With fields that have another value now.</summary>
    public FieldsToTell Correct(FieldSet fields) => this with { Corrected = Corrected.Union(fields) };

    /// <summary>With fields that are to be erased: nothing is left to be read again of them.</summary>
    public FieldsToTell Withdraw(FieldSet fields) => new(Corrected.Except(fields), Withdrawn.Union(fields));
}
