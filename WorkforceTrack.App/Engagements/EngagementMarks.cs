using System.Text;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Engagements;

/// <summary>What the entry of a step binds, where it is no document; the texts are no secret.</summary>
internal static class EngagementMarks
{
    internal static readonly Digest Named = Of("member named\n");
    internal static readonly Digest LeftOut = Of("member left out\n");
    internal static readonly Digest Invited = Of("person entered\n");
    internal static readonly Digest ShutOut = Of("person shut out\n");
    internal static readonly Digest Discarded = Of("draft discarded\n");
    internal static readonly Digest Ended = Of("ended before its term\n");
    internal static readonly Digest Reminded = Of("certificate asked for\n");
    internal static readonly Digest Removed = Of("documents and accounts removed\n");

    /// <summary>The whole of what was confirmed: terms, document, and everyone within the scope.</summary>
    internal static Digest Confirmed(SignedEngagement engagement, IEnumerable<Guid> scope) => Of(
        $"engagement confirmed\nid {engagement.Id.Value:D}\n{Terms(engagement.Terms)}document {engagement.Document}\n{string.Concat(scope.Order().Select(e => $"member {e:D}\n"))}");

    internal static Digest Drafted(EngagementTerms terms) => Of($"engagement entered\n{Terms(terms)}");

    private static string Terms(EngagementTerms terms) => $"from {terms.From.ToUnixTimeMilliseconds()}\nuntil {terms.Until.ToUnixTimeMilliseconds()}\n";

    private static Digest Of(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));
}
