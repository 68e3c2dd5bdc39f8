using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>Which document of an engagement.</summary>
public enum DocumentKind
{
    /// <summary>The engagement as both sides signed it.</summary>
    Signed,

    /// <summary>The certificate of return or destruction.</summary>
    Certificate,
}

/// <summary>A document that staff brought: kept sealed, bound by the ledger through its SHA-256 (D5).</summary>
public static class EngagementDocument
{
    /// <summary>The largest file that is kept, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    /// <summary>What is wrong with a file; null when it can be kept.</summary>
    public static EngagementFault? FaultOf(long size) => size <= 0 ? EngagementFault.DocumentEmpty : size > Largest ? EngagementFault.DocumentTooLarge : null;

    /// <summary>What the ledger says of it.</summary>
    [Keeps("D5")]
    public static Digest DigestOf(ReadOnlySpan<byte> file) => Digest.Of(file);
}
