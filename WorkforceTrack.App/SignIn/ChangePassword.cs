using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.App.SignIn;

/// <summary>A person changes the own password, knowing the old one. Every other session ends (ASVS 5.0, 7.4.3).</summary>
internal sealed class ChangePassword(ProvePassword prove, SetPassword set)
{
    internal async Task<PasswordChange> ChangeAsync(Caller caller, string current, string wanted)
    {
        if (ProvePassword.PersonOf(caller) is not { } person || !await prove.AgainAsync(caller, current)) return new PasswordChange.NotProven();
        return await set.ForAsync(person, wanted, EndSession.SessionOf(caller)!.Id) is PasswordAnswer.Rejected rejected
            ? new PasswordChange.Unfit(rejected.Words)
            : new PasswordChange.Changed();
    }
}

/// <summary>What came of a wish to change the password.</summary>
internal abstract class PasswordChange
{
    private PasswordChange()
    {
    }

    internal sealed class Changed : PasswordChange;

    /// <summary>No live session, a wrong current password, or too many attempts.</summary>
    internal sealed class NotProven : PasswordChange;

    internal sealed class Unfit(string words) : PasswordChange
    {
        internal string Words { get; } = words;
    }
}
