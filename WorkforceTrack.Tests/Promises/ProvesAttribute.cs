using Xunit.v3;

namespace WorkforceTrack.Tests.Promises;

/// <summary>Says which clause a test proves. Also a trait, so that <c>--filter-trait clause=P2</c> runs the proofs of one clause.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ProvesAttribute(string clause) : Attribute, ITraitAttribute
{
    public string Clause { get; } = clause;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("clause", Clause)];
}
