namespace WorkforceTrack.Domain.Policy;

/// <summary>What personal data may be used for. Marketing and sale are not on the list, so no agreement can declare them (P5, D1).</summary>
[Keeps("P5")]
public enum Purpose
{
    /// <summary>The member reads, takes away or corrects what is held (A1, A2).</summary>
    OwnAccess,

    /// <summary>Keep the account working and safe (D2).</summary>
    KeepAccount,

    /// <summary>Answer a question that the member asked (D2).</summary>
    AnswerRequest,

    /// <summary>Help a member who cannot do something alone (D2).</summary>
    GiveSupport,

    /// <summary>Look into a suspected misuse of an account (D2, SE1).</summary>
    InvestigateMisuse,

    /// <summary>Find work that fits the member's skills (P1).</summary>
    JobMatching,

    /// <summary>Book and certify training (P1).</summary>
    Training,

    /// <summary>Arrange insurance or benefits that the member asked for (P1).</summary>
    Benefits,

    /// <summary>Write to the member's mail or postal address for a service that the member selected (P2).</summary>
    ContactByPartner,

    /// <summary>Write to the member with news of the organisation (C2).</summary>
    News,

    /// <summary>Comply with a demand that the law makes (D6).</summary>
    AnswerLegalProcess,

    /// <summary>Make or meet a legal claim (D8).</summary>
    ProtectRights,

    /// <summary>Protect somebody's life or body from imminent danger (D8).</summary>
    ProtectLife,

    /// <summary>Have our work checked by auditors (D5).</summary>
    Audit,

    /// <summary>Have our work improved with the advice of consultants (D5).</summary>
    Advice,
}
