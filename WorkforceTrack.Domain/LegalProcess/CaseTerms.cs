namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>The terms of an organisation, as its settings say (D6, D7).</summary>
/// <param name="ObjectionWindow">The least time to object, from the delivery of the notice.</param>
/// <param name="Hold">How long a hold lasts before it ends or is renewed.</param>
/// <param name="SilenceCheck">After how long a silence must be checked again, at the latest.</param>
/// <param name="UntoldPreservation">How long a mere request to preserve may stay untold.</param>
/// <param name="UntoldProtection">How long a danger or a claim of our own lets the notice wait at the most.</param>
/// <param name="SecondApproval">Within what time a second person must approve what one approved alone in an emergency.</param>
/// <param name="ReviewAfterwards">Within what time a disclosure to protect a life or a right is examined afterwards.</param>
/// <param name="Response">How long we take to answer when a demand names no day.</param>
public sealed record CaseTerms(
    TimeSpan ObjectionWindow,
    TimeSpan Hold,
    TimeSpan SilenceCheck,
    TimeSpan UntoldPreservation,
    TimeSpan UntoldProtection,
    TimeSpan SecondApproval,
    TimeSpan ReviewAfterwards,
    TimeSpan Response)
{
    public static CaseTerms Default { get; } = new(Days(7), Days(90), Days(90), Days(45), Days(30), TimeSpan.FromHours(24), Days(14), Days(14));

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);
}
