using System.Collections.Immutable;
using System.Text;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Staff;

/// <summary>What all staff sign before the console opens (AC1). The SHA-256 of the signed text stands in the ledger.</summary>
[Keeps("AC1")]
public static class AdherenceAgreement
{
    /// <summary>The agreement for one policy version, a promise a sentence.</summary>
    public static ImmutableArray<string> For(PolicyNumber policy) =>
    [
        $"I have read the privacy policy, version {policy}, and I keep to it.",
        "I open a record only where my work needs it, for a purpose that my role includes, and I say truthfully why.",
        "I use what I read there for that purpose alone, and tell it only to those whose work needs it for the same purpose.",
        "I copy nothing out of the console, and I keep no list of members.",
        "When something goes wrong, or might, I tell the privacy officer at once, my own mistakes included.",
        "I know that each look is recorded, and that the member sees its day, its purpose, my reason and my role.",
        "This binds me after I have left, too.",
    ];

    /// <summary>Binds a signature to the words that were signed.</summary>
    public static Digest DigestFor(PolicyNumber policy) => Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', For(policy)) + '\n'));
}
