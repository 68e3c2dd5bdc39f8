using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Shell;

/// <summary>A form whose token does not hold: without any cookie the browser refuses them (K3), else the page is old or the form cannot be read.</summary>
[Keeps("K3")]
internal sealed class StaleForm(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } invalid
            || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return next(context);
        }

        // A page in place of an answer that is given already, as to a form sent where none is taken.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            PutAside(context);
            return next(context);
        }

        var isRead = invalid.Error?.InnerException is not (InvalidDataException or IOException);
        if (isRead && context.Request.Cookies.Count == 0 && PagesForPeopleOnly.WantsHtml(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/cookies-needed";
            return Task.CompletedTask;
        }

        PutAside(context);
        if (isRead) context.Items[typeof(StaleForm)] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    // The page in place of the answer must not read the form that was refused.
    private static void PutAside(HttpContext context)
    {
        context.Request.Method = HttpMethods.Get;
        context.Request.ContentType = null;
        context.Features.Set<IAntiforgeryValidationFeature>(null);
    }
}
