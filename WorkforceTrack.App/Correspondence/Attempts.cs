using System.Collections.Concurrent;

namespace WorkforceTrack.App.Correspondence;

/// <summary>What may be done only so often in an hour: by one caller, or to one person.</summary>
internal enum Attempt
{
    /// <summary>A registration that reached the store, by one caller.</summary>
    Register,

    /// <summary>Being told that a user ID is taken, by one caller.</summary>
    AskWhetherTaken,

    /// <summary>A mail with a code for a new password, to one person.</summary>
    MailReset,

    /// <summary>A mail to an address that is to be checked, by one person.</summary>
    MailCheck,

    /// <summary>The same, to one address, whoever asks: nobody is to be flooded through us.</summary>
    MailCheckTo,

    /// <summary>A message to us, by one caller.</summary>
    WriteToUs,
}

/// <summary>
/// Counts attempts in memory, an hour at a time (ASVS 5.0, 2.4.1). Nothing is written down; a restart forgets. How fast forms may be
/// sent at all is judged before (SignIn/RateLimits); this is what a patient caller could still do.
/// </summary>
internal sealed class Attempts(TimeProvider clock, IConfiguration configuration)
{
    private const int Remembered = 100_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(Attempt What, string Who), (DateTimeOffset From, int Count)> counts = new();

    /// <summary>Counts one attempt; false when the hour's number is used up.</summary>
    internal bool Count(Attempt what, string who)
    {
        var now = clock.GetUtcNow();
        if (counts.Count > Remembered) Forget(now);
        var counted = counts.AddOrUpdate((what, who), _ => (now, 1), (_, old) => now - old.From < Window ? (old.From, old.Count + 1) : (now, 1));
        return counted.Count <= Most(what);
    }

    private int Most(Attempt what) => what switch
    {
        Attempt.Register => configuration.GetValue("Security:RegistrationsPerHour", 60),
        Attempt.AskWhetherTaken => configuration.GetValue("Security:TakenAnswersPerHour", 20),
        Attempt.MailReset or Attempt.MailCheck => configuration.GetValue("Security:CodeMailsPerHour", 5),
        Attempt.WriteToUs => configuration.GetValue("Security:MessagesPerHour", 20),
        Attempt.MailCheckTo => configuration.GetValue("Security:CheckMailsPerAddressAndHour", 20),
    };

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, value) in counts)
        {
            if (now - value.From >= Window) counts.TryRemove(key, out _);
        }
    }
}
