namespace WorkforceTrack.Domain.Policy;

/// <summary>One flow of data that the policy describes: who may get or use which fields, for what, on which basis (O2).</summary>
/// <param name="Id">Stable name of the flow within the policy, as in "support".</param>
/// <param name="Recipient">The kind of recipient.</param>
/// <param name="RecipientName">For an outside recipient: the name under which the policy describes it; null inside the house.</param>
/// <param name="RecipientId">For an outside recipient: its id in the program; null inside the house.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Basis">On which ground.</param>
/// <param name="Fields">The widest set that the flow may carry.</param>
/// <param name="Text">The sentence that the policy page shows.</param>
public sealed record DeclaredFlow(
    string Id,
    RecipientKind Recipient,
    string? RecipientName,
    Guid? RecipientId,
    Purpose Purpose,
    LegalBasis Basis,
    FieldSet Fields,
    string Text);
