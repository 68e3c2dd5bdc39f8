using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>Somebody invited accepts, and is a member from then on, or declines, and is forgotten (C3).</summary>
internal sealed class AnswerInvitation(FindInvitation find, RegisterMember register, ForgetInvitations forget)
{
    /// <summary>
    /// Registers like anybody else. An address that was left as it was counts as checked: whoever has the code has read the mail that went there.
    /// </summary>
    [Keeps("C3"), Keeps("C1")]
    internal async Task<RegistrationAnswer> AcceptAsync(string? code, TypedRegistration typed, string from)
    {
        if (await find.FindAsync(code) is not { } invitation) return new RegistrationAnswer.InvitationOver();
        var answer = await register.RegisterAsync(typed, from, invitation.Person);
        // Its row in the vault went with the one that came; what is left opens no more, and is swept should this not be reached.
        if (answer is RegistrationAnswer.LookInYourMail or RegistrationAnswer.Welcome) await forget.RemoveAsync([invitation.Person]);
        return answer;
    }

    /// <summary>Erases the invitation at once. Said of none that there is, it does nothing.</summary>
    [Keeps("C3")]
    internal async Task DeclineAsync(string? code)
    {
        if (await find.FindAsync(code) is { } invitation) await forget.RemoveAsync([invitation.Person]);
    }
}
