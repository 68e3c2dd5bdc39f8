using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// The bytes of a store, through the file that a connection has open. INVARIANT: no other way. Another handle on the same file would, when
/// closed, let go of every lock that this process holds on it (POSIX), also those of the running server.
/// </summary>
internal sealed class OpenFile
{
    private readonly nint file;
    private readonly ReadFile read;

    // sqlite3_file and sqlite3_io_methods (sqlite.org/c3ref/io_methods.html): the first field of the one points to the other, whose
    // third is xRead, after a number and xClose.
    internal OpenFile(SqliteConnection connection)
    {
        const int FilePointer = 7;
        if (FileControl(connection.Handle!.DangerousGetHandle(), "main", FilePointer, out file) != 0 || file == 0) throw new IOException("A store's open file is not to be had from SQLite.");
        read = Marshal.GetDelegateForFunctionPointer<ReadFile>(Marshal.ReadIntPtr(Marshal.ReadIntPtr(file), 2 * nint.Size));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ReadFile(nint file, ref byte target, int count, long offset);

    internal void Read(Span<byte> target, long offset)
    {
        var code = read(file, ref MemoryMarshal.GetReference(target), target.Length, offset);
        if (code != 0) throw new IOException($"A store could not be read (SQLite error {code}).");
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string store, int operation, out nint file);
}
