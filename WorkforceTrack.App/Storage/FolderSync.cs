using System.Runtime.InteropServices;

namespace WorkforceTrack.App.Storage;

/// <summary>
/// Forces the names in a folder to the disk: a file that was renamed or removed is so only then, also after a power cut (fsync(2)).
/// Windows writes names down by itself.
/// </summary>
internal static class FolderSync
{
    internal static void Force(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenFolder(folder, 0);
        if (descriptor < 0) throw new IOException($"The folder {folder} could not be opened.");
        try
        {
            if (ForceToDisk(descriptor) != 0) throw new IOException($"The names in the folder {folder} could not be forced to the disk.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForceToDisk(int descriptor);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
