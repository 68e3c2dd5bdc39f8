using System.Text.Json;
using System.Text.Json.Serialization;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>A case file as the store keeps it. A member that is missing in older files reads as what it is by default.</summary>
internal static class CaseFileJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new IdConverter<CaseId>(id => id.Value, value => new CaseId(value)),
            new IdConverter<MemberId>(id => id.Value, value => new MemberId(value)),
            new IdConverter<StaffId>(id => id.Value, value => new StaffId(value)),
            new FieldsConverter(),
        },
    };

    internal static byte[] Write(CaseFile file) => JsonSerializer.SerializeToUtf8Bytes(file, Options);

    internal static CaseFile Read(byte[] json) => JsonSerializer.Deserialize<CaseFile>(json, Options) ?? throw new InvalidDataException("A case file is empty.");

    private sealed class IdConverter<T>(Func<T, Guid> open, Func<Guid, T> make) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => make(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(open(value));
    }

    private sealed class FieldsConverter : JsonConverter<FieldSet>
    {
        public override FieldSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is not { Length: > 0 } text ? FieldSet.Empty
            : Names.TryParseFields(text, out var fields) ? fields
            : throw new JsonException("A case file names a field that is not known.");

        public override void Write(Utf8JsonWriter writer, FieldSet value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
