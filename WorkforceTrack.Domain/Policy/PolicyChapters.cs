using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>One chapter of the policy page: the clauses whose ids start with the prefix (O1).</summary>
/// <param name="Prefix">As in "SE".</param>
/// <param name="Title">The heading.</param>
/// <param name="Lead">One line under the heading.</param>
public sealed record Chapter(string Prefix, string Title, string Lead);

/// <summary>The chapters, in the order in which they are read (O1).</summary>
public static class PolicyChapters
{
    public static readonly ImmutableArray<Chapter> All =
    [
        new("O", "Openness", "You should never have to guess what happens to your data."),
        new("C", "What we collect", "We ask for little, we say why, and you decide."),
        new("S", "Surveys and polls", "We want to hear what members think, without knowing who thinks it."),
        new("W", "Web logs", "Every site keeps notes of visits. Ours are few and short-lived."),
        new("K", "Cookies", "They keep you logged in while you are here."),
        new("A", "Your access", "It is about you, so you can see it and put it right."),
        new("P", "Partners", "They serve you only if you choose them, and learn only what that takes."),
        new("T", "Leaving", "You may go when you like, and your data goes too."),
        new("D", "Who gets your data", "Nobody, unless there is a ground that we can name."),
        new("SE", "Security", "How we keep your data from harm, and what no one can promise."),
        new("AC", "Holding us to it", "A promise is worth something if you can call us to account."),
    ];

    /// <summary>The chapter of a clause.</summary>
    public static Chapter Of(Clause clause)
    {
        var prefix = clause.Id.TrimEnd("0123456789".ToCharArray());
        return All.Single(c => c.Prefix == prefix);
    }
}
