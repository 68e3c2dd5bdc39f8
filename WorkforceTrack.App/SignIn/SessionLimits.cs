using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>How long a session lives without a sign of life, and at most (ASVS 5.0, 7.3.1 and 7.3.2).</summary>
/// <param name="Idle">Longest silence.</param>
/// <param name="Absolute">Longest life.</param>
internal sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    internal static SessionLimits Read(IConfiguration configuration) => new(
        configuration.GetValue("Security:SessionIdle", TimeSpan.FromMinutes(30)),
        configuration.GetValue("Security:SessionAbsolute", TimeSpan.FromHours(12)));

    internal bool IsAlive(SessionRow session, DateTimeOffset now) =>
        session.EndedAt is null && now - session.LastSeenAt < Idle && now - session.StartedAt < Absolute;
}
