namespace WorkforceTrack.App.Storage;

/// <summary>The program cannot start as things are. The message says what is missing and how to set it; nothing was changed.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
