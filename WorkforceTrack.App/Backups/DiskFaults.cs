using Microsoft.Data.Sqlite;

namespace WorkforceTrack.App.Backups;

/// <summary>Whether it was the disk that failed, and not what is written on it.</summary>
internal static class DiskFaults
{
    private const int CannotReadOrWrite = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    internal static bool Is(SqliteException failure) => failure.SqliteErrorCode is CannotReadOrWrite or Full or CannotOpen;
}
