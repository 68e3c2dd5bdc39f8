namespace WorkforceTrack.App.Disclosures;

/// <summary>The beginning of a random id: enough to tell a few apart on a page.</summary>
internal static class ShortId
{
    internal static string Of(Guid id) => id.ToString("N")[..8];
}
