namespace WorkforceTrack.App.Storage;

/// <summary>Empties a journal for good, where something counts as forgotten only when no page of the journal holds it.</summary>
internal static class Journals
{
    // Each try waits as long as a busy store allows.
    private const int MostTries = 6;

    /// <exception cref="InvalidOperationException">Somebody kept reading the store all the while.</exception>
    internal static async Task EmptyAsync(Func<Task<bool>> empty, string store)
    {
        for (var tries = 1; !await empty(); tries++)
        {
            if (tries == MostTries) throw new InvalidOperationException($"The journal of the {store} could not be emptied: somebody keeps reading it. What was removed is removed, but its old pages are still there.");
        }
    }
}
