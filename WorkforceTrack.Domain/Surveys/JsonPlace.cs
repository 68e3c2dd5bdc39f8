using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A value in a file, with the JSON Pointer that leads to it (RFC 6901).</summary>
internal sealed class JsonPlace(string pointer, JsonElement json)
{
    internal string Pointer { get; } = pointer;

    internal bool IsObject => json.ValueKind == JsonValueKind.Object;

    internal bool IsList => json.ValueKind == JsonValueKind.Array;

    /// <summary>What kind of question an object says it is; null when it says nothing.</summary>
    internal JsonPlace? KindOfQuestion => IsObject ? Members().FirstOrDefault(m => m.Name == "kind").Member : null;

    internal string Under(string member) => $"{Pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The members in their order, double ones too; without a name where it is no text.</summary>
    internal IEnumerable<(string? Name, JsonPlace Member)> Members()
    {
        foreach (var property in json.EnumerateObject())
        {
            var name = Decoded(() => property.Name);
            yield return (name, new JsonPlace(name is null ? Pointer : Under(name), property.Value));
        }
    }

    internal IEnumerable<JsonPlace> Items() => json.EnumerateArray().Select((item, place) => new JsonPlace(Under(place.ToString(CultureInfo.InvariantCulture)), item));

    internal bool TryText([NotNullWhen(true)] out string? text)
    {
        text = json.ValueKind == JsonValueKind.String ? Decoded(json.GetString) : null;
        return text is not null;
    }

    internal bool TryNumber(out int number)
    {
        number = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out number);
    }

    // Half of a surrogate pair and damaged UTF-8 pass the parser, and are found only here.
    private static string? Decoded(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
