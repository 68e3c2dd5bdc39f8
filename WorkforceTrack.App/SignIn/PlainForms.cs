using Microsoft.Extensions.Primitives;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// Says of a page that its form may be sent by its named fields alone: the framework asks for the name of the form too,
/// which only its own markup knows.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlainFormAttribute(string form) : Attribute
{
    internal string Form { get; } = form;
}

/// <summary>Adds the name of the form where a client left it out.</summary>
internal sealed class PlainForms(RequestDelegate next)
{
    private const string Handler = "_handler";

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            && context.GetEndpoint()?.Metadata.GetMetadata<PlainFormAttribute>() is { } plain)
        {
            var form = await context.Request.ReadFormAsync();
            if (!form.ContainsKey(Handler))
            {
                context.Request.Form = new FormCollection(new Dictionary<string, StringValues>(form, StringComparer.Ordinal) { [Handler] = plain.Form }, form.Files);
            }
        }

        await next(context);
    }
}
