using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>The gate's yes to one question. Minted by <see cref="DisclosurePolicy"/> alone; opens nothing until it is recorded (D3).</summary>
public sealed class Permit
{
    internal Permit(DisclosureRequest request, SubjectFacts subject, Purpose purpose, Guid evidence, PolicyNumber policy, DateTimeOffset decidedAt)
    {
        Request = request;
        Subject = subject;
        Purpose = purpose;
        Evidence = evidence;
        Policy = policy;
        DecidedAt = decidedAt;
    }

    /// <summary>The question, as it was asked.</summary>
    public DisclosureRequest Request { get; }

    /// <summary>Whose data.</summary>
    public SubjectFacts Subject { get; }

    /// <summary>What for.</summary>
    public Purpose Purpose { get; }

    /// <summary>Exactly the fields that may be opened.</summary>
    public FieldSet Fields => Request.Fields;

    /// <summary>Id of what the ground rests on: a consent, a signature, an access.</summary>
    public Guid Evidence { get; }

    /// <summary>The policy version under which it was decided.</summary>
    public PolicyNumber Policy { get; }

    /// <summary>The moment of the decision.</summary>
    public DateTimeOffset DecidedAt { get; }
}
