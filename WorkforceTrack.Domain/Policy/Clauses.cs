namespace WorkforceTrack.Domain.Policy;

/// <summary>The words of the clauses, one file for each chapter. Figures are absent on purpose: they are settings, and pages read them there (O1).</summary>
internal static partial class Clauses
{
    private static Clause Kept(string id, string title, string text, string note) => new(id, title, text, Keeping.ByProgram, note);

    private static Clause KeptInPart(string id, string title, string text, string note) => new(id, title, text, Keeping.InPart, note);

    private static Clause NotYetKept(string id, string title, string text, string note) => new(id, title, text, Keeping.NotYet, note);
}
