using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Members;

/// <summary>The answer to a chosen password: fit to be used, or not, and then what to do next (SE1).</summary>
public abstract class PasswordAnswer
{
    private PasswordAnswer()
    {
    }

    /// <summary>The password in the one form in which it is hashed.</summary>
    public sealed class Accepted : PasswordAnswer
    {
        internal Accepted(string normal) => Password = new Redacted<string>(normal);

        public Redacted<string> Password { get; }
    }

    /// <summary>Not fit. The words say what to do next and never repeat what was typed.</summary>
    public sealed class Rejected : PasswordAnswer
    {
        internal Rejected(PasswordFault fault) => Fault = fault;

        public PasswordFault Fault { get; }

        public string Words => Fault switch
        {
            PasswordFault.TooShort => $"Use at least {PasswordRules.Fewest} characters. A few words in a row make a good password.",
            PasswordFault.TooLong => $"Use at most {PasswordRules.Most} characters.",
            PasswordFault.NotReadable => "This holds something that is not a readable character. Leave it out and type the password again.",
            PasswordFault.EasyToGuess => "This is easy to guess: it is made of common passwords, rows of keys, or words about you or us. Add a few words of your own.",
        };
    }
}

/// <summary>Why a password cannot be used.</summary>
public enum PasswordFault
{
    /// <summary>Fewer characters than a password needs that stands alone.</summary>
    TooShort,

    /// <summary>More characters than are taken.</summary>
    TooLong,

    /// <summary>It holds a control character or half of a pair.</summary>
    NotReadable,

    /// <summary>It is on the block-list, or put together from what is on it.</summary>
    EasyToGuess,
}
