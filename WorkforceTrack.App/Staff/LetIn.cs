using System.Collections.Immutable;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>
/// Management or privacy officer let somebody onto the staff (SE1). Nobody but the new person ever knows the password:
/// it begins as one that nobody has, and the person chooses it by the mail address.
/// </summary>
internal sealed class LetIn(ConsoleDoor door, AdmitStaff admit, Argon2idHasher hasher, TimeProvider clock)
{
    private const int UnknownPasswordBytes = 32;

    [Keeps("SE1")]
    internal async Task<LetInAnswer> AsAsync(Caller caller, StaffRole role, string userId, string address, string name)
    {
        if (await door.WhyNotAsync(caller, ReviewStaff.Keepers) is { } reason) return new LetInAnswer.Refused(reason);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var checkedValues = new[] { (PersonalField.UserId, userId), (PersonalField.Email, address), (PersonalField.DisplayName, name) }
            .ToDictionary(typed => typed.Item1, typed => FieldRules.Check(typed.Item1, typed.Item2, today));
        var faults = checkedValues.Where(v => v.Value is FieldAnswer.Rejected).ToImmutableDictionary(v => v.Key, v => ((FieldAnswer.Rejected)v.Value).Words);
        if (!faults.IsEmpty) return new LetInAnswer.NotFit(faults);
        var hash = await hasher.HashAsync(Convert.ToHexString(Randomness.Bytes(UnknownPasswordBytes)));
        return await admit.AdmitAsync(role, Value(PersonalField.UserId), Value(PersonalField.Email), Value(PersonalField.DisplayName), hash, (Caller.OfStaff)caller) switch
        {
            StaffAdmission.UserIdTaken => NotFit(PersonalField.UserId, "Somebody has this user ID. Choose another."),
            StaffAdmission.AddressTaken => NotFit(PersonalField.Email, "This address cannot be used here. Give the person's own address at this organisation."),
            _ => new LetInAnswer.IsIn(),
        };

        Redacted<string> Value(PersonalField field) => ((FieldAnswer.Accepted)checkedValues[field]).Value;
    }

    private static LetInAnswer.NotFit NotFit(PersonalField field, string words) => new(ImmutableDictionary<PersonalField, string>.Empty.Add(field, words));
}

/// <summary>Whether somebody was let in.</summary>
internal abstract class LetInAnswer
{
    private LetInAnswer()
    {
    }

    internal sealed class IsIn : LetInAnswer;

    /// <summary>What was typed is not fit, said field by field.</summary>
    internal sealed class NotFit(ImmutableDictionary<PersonalField, string> words) : LetInAnswer
    {
        internal ImmutableDictionary<PersonalField, string> Words { get; } = words;
    }

    internal sealed class Refused(RefusalReason reason) : LetInAnswer
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
