namespace WorkforceTrack.Domain.Correspondence;

/// <summary>How long a mail waits after it could not be handed over: twice as long each time, and a day at most.</summary>
public static class MailPauses
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The pause after so many failures.</summary>
    public static TimeSpan After(int failures)
    {
        var pause = First;
        for (var i = 1; i < failures && pause < Longest; i++) pause *= 2;
        return pause < Longest ? pause : Longest;
    }
}
