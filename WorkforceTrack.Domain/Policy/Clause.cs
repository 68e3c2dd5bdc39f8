namespace WorkforceTrack.Domain.Policy;

/// <summary>Whether the program keeps a clause today, in part, or not yet. The policy page says which (O1).</summary>
public enum Keeping
{
    /// <summary>The program keeps it whole, and a test proves it.</summary>
    ByProgram,

    /// <summary>The program keeps the named part; the rest is kept by people.</summary>
    InPart,

    /// <summary>Not yet kept by the program.</summary>
    NotYet,
}

/// <summary>One promise of the policy. <paramref name="Id"/> is the thread through rule, page and proof.</summary>
/// <param name="Id">As in "O1", "SE4".</param>
/// <param name="Title">A few words, for tables of contents.</param>
/// <param name="Text">What is promised, in plain English.</param>
/// <param name="Keeping">How far the program keeps it.</param>
/// <param name="Note">What the program does today, or what is still missing.</param>
public sealed record Clause(string Id, string Title, string Text, Keeping Keeping, string Note);
