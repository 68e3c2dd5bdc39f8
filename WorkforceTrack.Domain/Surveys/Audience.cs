namespace WorkforceTrack.Domain.Surveys;

/// <summary>Who answers (S1). Members and visitors are never in one table (S5).</summary>
public enum Audience
{
    /// <summary>Members, each at most once, with a blind-signed pass (S4).</summary>
    Members,

    /// <summary>Anyone, in a poll; nobody can tell whether someone answers twice.</summary>
    Visitors,
}
