using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A visitor becomes a member (C1, C3): every typed value is judged, the policy in force is accepted, the address is written to.</summary>
internal sealed class RegisterMember(
    AdmitMember admit,
    RequestAddressCheck check,
    PolicyInForce policy,
    Attempts attempts,
    Argon2idHasher hasher,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock)
{
    internal const string Password = "Password";
    internal const string AcceptPolicy = "AcceptPolicy";

    /// <summary>
    /// Answers alike, and does the same work, whether the address is new or belongs to somebody. Whoever comes with an invitation comes with the
    /// person in the vault whom it is for.
    /// </summary>
    [Keeps("C1"), Keeps("C3")]
    internal async Task<RegistrationAnswer> RegisterAsync(TypedRegistration typed, string from, Guid? invited = null)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = Judge(typed, wrong);
        var password = JudgePassword(typed, wrong);
        if (PolicyFault(typed) is { } fault) wrong[AcceptPolicy] = fault;
        if (wrong.Count > 0 || password is not { } chosen) return new RegistrationAnswer.Rejected(wrong);
        if (!attempts.Count(Attempt.Register, from)) return new RegistrationAnswer.TooOften();
        var admission = await admit.AdmitAsync(values, await hasher.HashAsync(chosen.Open()), invited);
        if (admission is Admission.InvitationOver) return new RegistrationAnswer.InvitationOver();
        if (admission is not Admission.Admitted admitted)
        {
            if (!attempts.Count(Attempt.AskWhetherTaken, from)) return new RegistrationAnswer.TooOften();
            wrong[nameof(PersonalField.UserId)] = "Somebody has this user ID. Please choose another.";
            return new RegistrationAnswer.Rejected(wrong);
        }

        if (admitted.Person.AddressChecked) return new RegistrationAnswer.Welcome();
        await check.RequestAsync(admitted.Person);
        return new RegistrationAnswer.LookInYourMail();
    }

    private Dictionary<PersonalField, Redacted<string>> Judge(TypedRegistration typed, Dictionary<string, string> wrong)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var values = new Dictionary<PersonalField, Redacted<string>>();
        foreach (var declared in FieldDeclarations.All)
        {
            var text = typed.Of(declared.Field).Open();
            switch (FieldRules.Check(declared.Field, text, today))
            {
                case FieldAnswer.Accepted accepted:
                    values[declared.Field] = accepted.Value;
                    break;
                // An optional field that was left empty, or holds only spaces, is one not given.
                case FieldAnswer.Rejected { Fault: FieldFault.Empty } when !declared.Required:
                    break;
                case FieldAnswer.Rejected rejected:
                    wrong[declared.Field.ToString()] = rejected.Words;
                    break;
            }
        }

        return values;
    }

    private Redacted<string>? JudgePassword(TypedRegistration typed, Dictionary<string, string> wrong)
    {
        string[] ownWords = [organisation.Value.Name, .. OwnWords.Select(field => typed.Of(field).Open())];
        var answer = PasswordRules.Check(typed.Password.Open(), ownWords);
        if (answer is PasswordAnswer.Rejected rejected) wrong[Password] = rejected.Words;
        return (answer as PasswordAnswer.Accepted)?.Password;
    }

    private string? PolicyFault(TypedRegistration typed) => policy.Version switch
    {
        null => "There is no privacy policy in force yet, so nobody can register. Please come back later.",
        _ when !typed.AcceptsPolicy => "Please read the privacy policy and tick the box if you agree to it.",
        { } version when typed.ShownPolicy is { Length: > 0 } shown && shown != version.Number.ToString() =>
            $"The privacy policy changed while you were here. Please read version {version.Number} and tick the box again.",
        _ => null,
    };

    private static readonly ImmutableArray<PersonalField> OwnWords =
        [PersonalField.UserId, PersonalField.DisplayName, PersonalField.FullName, PersonalField.Email, PersonalField.Employer];
}

/// <summary>A registration as it was typed.</summary>
/// <param name="values">What stood in each field.</param>
/// <param name="password">The password.</param>
/// <param name="acceptsPolicy">Whether the box was ticked.</param>
/// <param name="shownPolicy">The version that stood beside the box; null when the form came without it, and then it is the one in force.</param>
internal sealed class TypedRegistration(
    ImmutableDictionary<PersonalField, Redacted<string>> values, Redacted<string> password, bool acceptsPolicy, string? shownPolicy = null)
{
    internal Redacted<string> Password { get; } = password;

    internal bool AcceptsPolicy { get; } = acceptsPolicy;

    internal string? ShownPolicy { get; } = shownPolicy;

    /// <summary>As a form sends it.</summary>
    internal static TypedRegistration In(IFormCollection form) => new(
        FieldDeclarations.All.ToImmutableDictionary(d => d.Field, d => new Redacted<string>(form[d.Field.ToString()].ToString())),
        new Redacted<string>(form[RegisterMember.Password].ToString()),
        form[RegisterMember.AcceptPolicy] is [{ Length: > 0 }, ..],
        form["PolicyVersion"]);

    internal Redacted<string> Of(PersonalField field) => values.TryGetValue(field, out var value) ? value : new Redacted<string>("");
}

/// <summary>What came of a registration.</summary>
internal abstract class RegistrationAnswer
{
    private RegistrationAnswer()
    {
    }

    /// <summary>Done, as far as anyone is told: the rest stands in the mail.</summary>
    internal sealed class LookInYourMail : RegistrationAnswer;

    /// <summary>Nothing was stored. Words for each field, by the name that the form gives it.</summary>
    internal sealed class Rejected(IReadOnlyDictionary<string, string> words) : RegistrationAnswer
    {
        internal IReadOnlyDictionary<string, string> Words { get; } = words;
    }

    internal sealed class TooOften : RegistrationAnswer;

    /// <summary>Done, and the address counts as checked: the code of an invitation was mailed there.</summary>
    internal sealed class Welcome : RegistrationAnswer;

    /// <summary>The invitation is used, old, or was never there.</summary>
    internal sealed class InvitationOver : RegistrationAnswer;
}
