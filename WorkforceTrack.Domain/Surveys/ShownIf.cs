using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>Asked only of those who chose one of these options of an earlier question (S2).</summary>
public sealed class ShownIf(string question, ImmutableArray<int> options)
{
    public string Question { get; } = question;

    /// <summary>By their place among the options of that question.</summary>
    public ImmutableArray<int> Options { get; } = options.IsDefault ? [] : options;
}
