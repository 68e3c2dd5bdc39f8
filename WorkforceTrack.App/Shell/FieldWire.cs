namespace WorkforceTrack.App.Shell;

/// <summary>What ties an input to its label, help and error; an input of one's own takes it with @attributes="wire.Attributes".</summary>
public sealed class FieldWire
{
    internal FieldWire(string key, string name, bool help, bool error, bool required)
    {
        Id = $"f-{Slug.Of(key)}";
        HelpId = help ? $"{Id}-help" : null;
        ErrorId = error ? $"{Id}-error" : null;
        var described = string.Join(' ', new[] { ErrorId, HelpId }.Where(id => id is not null));
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = Id, ["name"] = name };
        if (described.Length > 0)
        {
            attributes["aria-describedby"] = described;
        }

        if (error)
        {
            attributes["aria-invalid"] = "true";
        }

        if (required)
        {
            attributes["required"] = true;
        }

        Attributes = attributes;
    }

    public string Id { get; }

    public string? HelpId { get; }

    public string? ErrorId { get; }

    public IReadOnlyDictionary<string, object> Attributes { get; }
}
