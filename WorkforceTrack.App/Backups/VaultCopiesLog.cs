namespace WorkforceTrack.App.Backups;

internal static partial class VaultCopiesLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The copy of the vault could not be changed ({Kind}): until the next backup it holds what was removed or changed in the vault.")]
    internal static partial void NotRewritten(this ILogger logger, string kind);
}
