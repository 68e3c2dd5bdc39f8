namespace WorkforceTrack.Domain.Policy;

/// <summary>Who can be given data. There is no advertiser among them (D4).</summary>
[Keeps("D4")]
public enum RecipientKind
{
    /// <summary>The data subject.</summary>
    Member,

    /// <summary>A person of the organisation's own staff.</summary>
    Staff,

    /// <summary>A partner organisation with an agreement.</summary>
    Partner,

    /// <summary>The program itself, for mail it sends to the member.</summary>
    Platform,

    /// <summary>A court, an agency or a party that may ask in law, or that can help in an emergency (D6, D8).</summary>
    Authority,

    /// <summary>An auditor or a consultant under an engagement (D5).</summary>
    Engaged,
}
