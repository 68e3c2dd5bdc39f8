using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>The number of a policy version, as in 1.0. A change that people must know of raises the first number.</summary>
public readonly record struct PolicyNumber(int Major, int Minor) : IComparable<PolicyNumber>
{
    public int CompareTo(PolicyNumber other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public override string ToString() => $"{Major}.{Minor}";

    public static bool TryParse(string text, out PolicyNumber number)
    {
        number = default;
        var parts = text.Split('.');
        if (parts.Length != 2 || !IsPlain(parts[0], out var major) || !IsPlain(parts[1], out var minor)) return false;
        number = new PolicyNumber(major, minor);
        return true;
    }

    private static bool IsPlain(string digits, out int value) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, null, out value) && (digits.Length == 1 || digits[0] != '0');
}

/// <summary>One published version of the policy: immutable, numbered and dated (O3). What it does not declare, the gate refuses (O2).</summary>
/// <param name="Number">Its number.</param>
/// <param name="Published">The day from which it is in force.</param>
/// <param name="IsMaterial">Whether staff must sign anew before the console opens (AC1).</param>
/// <param name="Clauses">What is promised.</param>
/// <param name="Fields">Every personal field that may be held.</param>
/// <param name="Flows">Every use and disclosure that may happen.</param>
[Keeps("O3")]
public sealed record PolicyVersion(
    PolicyNumber Number,
    DateOnly Published,
    bool IsMaterial,
    ImmutableArray<Clause> Clauses,
    ImmutableArray<FieldDeclaration> Fields,
    ImmutableArray<DeclaredFlow> Flows)
{
    // INVARIANT: looked up for every decision, so the cost must not grow with the number of partners described.
    private FrozenDictionary<(RecipientKind, Guid?, Purpose, LegalBasis), DeclaredFlow> flowIndex = Index(Flows);

    /// <summary>Every use and disclosure that may happen; each combination of recipient, purpose and basis at most once.</summary>
    public ImmutableArray<DeclaredFlow> Flows
    {
        get;
        // INVARIANT: a copy made by "with" must be judged by its own flows, not by those of the original.
        init
        {
            field = value;
            flowIndex = Index(value);
        }
    }
    = Flows;

    /// <summary>Every kind of survey that may be held, each audience at most once; none in versions from before there were surveys (O2).</summary>
    public ImmutableArray<DeclaredSurvey> Surveys
    {
        get;
        // INVARIANT: two descriptions for one audience would show one thing and mean another.
        init => field = value.IsDefaultOrEmpty ? [] : value.DistinctBy(s => s.Audience).Count() == value.Length ? value : throw new ArgumentException("A survey is described twice.", nameof(value));
    }
    = [];

    /// <summary>The flow that describes such a use, or null: then the policy does not know it.</summary>
    public DeclaredFlow? FlowFor(RecipientKind recipient, Guid? recipientId, Purpose purpose, LegalBasis basis) =>
        flowIndex.GetValueOrDefault((recipient, recipientId, purpose, basis));

    // INVARIANT: two flows under one key would show one thing on the page and enforce another; Dictionary throws, FrozenDictionary alone does not.
    private static FrozenDictionary<(RecipientKind, Guid?, Purpose, LegalBasis), DeclaredFlow> Index(ImmutableArray<DeclaredFlow> flows) =>
        flows.ToDictionary(f => (f.Recipient, f.RecipientId, f.Purpose, f.Basis)).ToFrozenDictionary();
}
