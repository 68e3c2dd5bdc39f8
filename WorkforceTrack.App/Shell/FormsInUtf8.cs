using Microsoft.Net.Http.Headers;

namespace WorkforceTrack.App.Shell;

/// <summary>Our forms are sent in UTF-8. Whoever names another character set is not understood; UTF-7 would be a fault further in.</summary>
internal sealed class FormsInUtf8(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType
            && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            // The page in place of the answer must not read the form.
            context.Request.ContentType = null;
            context.Request.Method = HttpMethods.Get;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
