using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>An engagement whose term is over or was ended (D5). What was given is to be returned or destroyed.</summary>
public sealed class EndedEngagement
{
    internal EndedEngagement(SignedEngagement signed) => Signed = signed;

    public SignedEngagement Signed { get; }

    public DateTimeOffset EndedAt => Signed.Until;

    /// <summary>
    /// Settles it: a certificate covers exactly the list that was shown, which is what the ledger says. Without anything given there is
    /// nothing to certify.
    /// </summary>
    /// <param name="by">Who records the certificate.</param>
    /// <param name="given">What the ledger says now.</param>
    /// <param name="shown">The digest of the list that the certificate was written for.</param>
    /// <param name="certificate">SHA-256 of the certificate.</param>
    /// <param name="now">The moment.</param>
    [Keeps("D5")]
    public SettlingAnswer Settle(Keeper by, GivenList given, Digest shown, Digest? certificate, DateTimeOffset now)
    {
        if (given.Digest != shown) return new SettlingAnswer.Refused(EngagementFault.ChangedMeanwhile);
        return given.IsEmpty || certificate is not null
            ? new SettlingAnswer.Done(new SettledEngagement(this, by.Id, now, given.Digest, certificate))
            : new SettlingAnswer.Refused(EngagementFault.NoCertificate);
    }
}

/// <summary>An engagement of which nothing is left outside (D5).</summary>
public sealed class SettledEngagement
{
    internal SettledEngagement(EndedEngagement ended, StaffId settledBy, DateTimeOffset settledAt, Digest list, Digest? certificate) =>
        (Ended, SettledBy, SettledAt, List, Certificate) = (ended, settledBy, settledAt, list, certificate);

    public EndedEngagement Ended { get; }

    public StaffId SettledBy { get; }

    public DateTimeOffset SettledAt { get; }

    /// <summary>SHA-256 of the list that the certificate covers.</summary>
    public Digest List { get; }

    /// <summary>SHA-256 of the certificate; null when nothing had been given.</summary>
    public Digest? Certificate { get; }
}

/// <summary>The answer to the wish to settle an engagement (D5).</summary>
public abstract class SettlingAnswer
{
    private SettlingAnswer()
    {
    }

    /// <summary>It is settled.</summary>
    public sealed class Done : SettlingAnswer
    {
        internal Done(SettledEngagement engagement) => Engagement = engagement;

        public SettledEngagement Engagement { get; }
    }

    /// <summary>It is not.</summary>
    public sealed class Refused : SettlingAnswer
    {
        internal Refused(EngagementFault fault) => Fault = fault;

        public EngagementFault Fault { get; }
    }
}
