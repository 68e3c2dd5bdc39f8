namespace WorkforceTrack.App.Booth;

/// <summary>The few pages of the booth that are no survey. They name nobody and lead nowhere else.</summary>
internal static class BoothWords
{
    /// <summary>Shown in a frame after log-off: clears what the booth kept in this tab (K2).</summary>
    internal const string Leave = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Cleared</title></head><body><p>What the booth kept in this tab is cleared.</p><script src="/booth/leave.js"></script></body></html>""";

    internal static Task NotFoundAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status404NotFound, "There is no such page in the booth", "Go back to the page that brought you here. Surveys that are open are listed there.");

    internal static Task TurnAwayAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status400BadRequest, "The booth must not know who you are", "Your browser sent a log-in along, so nothing was read. Open the survey from its own page again.");

    internal static Task FailedAsync(HttpContext http) => WriteAsync(
        http, StatusCodes.Status500InternalServerError, "Something went wrong in the booth", "What you answered so far is still in this tab. Load the page again in a moment.");

    private static Task WriteAsync(HttpContext http, int status, string title, string next)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/app.css"><link rel="stylesheet" href="/booth/booth.css"></head><body><main class="booth"><h1>{title}</h1><p>{next}</p></main></body></html>""");
    }
}
