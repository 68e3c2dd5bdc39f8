using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>A person of the staff signs the adherence agreement for the policy in force (AC1).</summary>
internal sealed class SignAdherence(MainWriter writer, PolicyInForce policy)
{
    /// <param name="caller">Who signs.</param>
    /// <param name="shown">The version that the person read; a version published meanwhile must be read first.</param>
    [Keeps("AC1")]
    internal async Task<Signing> SignAsync(Caller caller, PolicyNumber shown)
    {
        if (caller is not Caller.OfStaff staff) return Signing.NotStaff;
        return await writer.WriteAsync(work => Task.FromResult(Sign(work, staff, shown)));
    }

    private Signing Sign(MainWork work, Caller.OfStaff staff, PolicyNumber shown)
    {
        if (policy.Version?.Number != shown) return Signing.PolicyChanged;
        var signature = new SignatureRow { Id = Randomness.Id(), Staff = staff.Id, Policy = shown, SignedAt = work.Now };
        work.Db.Signatures.Add(signature);
        work.Append(Entries.New(work, EntryKind.Adherence, Roles.Of(staff.Role)) with
        {
            Actor = staff.Id.Value,
            Evidence = signature.Id,
            Policy = shown,
            Detail = AdherenceAgreement.DigestFor(shown),
        });
        return Signing.Signed;
    }
}

/// <summary>Whether a signature stands.</summary>
internal enum Signing
{
    Signed,

    /// <summary>Another version is in force than the one that was shown.</summary>
    PolicyChanged,

    /// <summary>Only staff sign.</summary>
    NotStaff,
}
