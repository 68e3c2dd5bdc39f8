namespace WorkforceTrack.App.Shell;

public sealed partial class ErrorPage
{
    [LoggerMessage(LogLevel.Error, "Request {Reference} ended with status {Status} on the error page.")]
    private static partial void LogFailed(ILogger log, string reference, int status);
}
