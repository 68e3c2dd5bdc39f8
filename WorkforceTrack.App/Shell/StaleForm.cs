using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Shell;

/// <summary>A form whose token does not hold: without any cookie the browser refuses them (K3), else the page is old.</summary>
[Keeps("K3")]
internal sealed class StaleForm(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return next(context);
        }

        if (context.Request.Cookies.Count == 0 && PagesForPeopleOnly.WantsHtml(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/cookies-needed";
            return Task.CompletedTask;
        }

        // The page in place of the answer must not read the form that was refused.
        context.Request.Method = HttpMethods.Get;
        context.Request.ContentType = null;
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        context.Items[typeof(StaleForm)] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
