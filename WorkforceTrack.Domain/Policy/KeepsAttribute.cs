namespace WorkforceTrack.Domain.Policy;

/// <summary>Says which clause a rule keeps. The table clause, rule, proof is made from it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class KeepsAttribute(string clause) : Attribute
{
    /// <summary>The id of the clause, as in "P2".</summary>
    public string Clause { get; } = clause;
}
