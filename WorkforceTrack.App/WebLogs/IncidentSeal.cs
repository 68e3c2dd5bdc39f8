using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Seals what belongs to an incident under a key of the incident's own, which goes when its time is up; then the rest is noise.</summary>
internal sealed class IncidentSeal(KeyRing ring)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new AddressAsText() } };

    internal void MakeKey(IncidentId id) => ring.ProgramKey(Name(id), () => Randomness.Bytes(32));

    internal bool HasKey(IncidentId id) => ring.FindProgramKey(Name(id)) is not null;

    internal Task DestroyKeyAsync(IncidentId id) => ring.DestroyProgramKeysAsync(Name(id));

    internal byte[] Seal(IncidentId id, string place, ReadOnlySpan<byte> plain)
    {
        using var key = Key(id);
        return Sealer.Seal(key, plain, Sealer.Context($"incident/{place}", id.Value));
    }

    internal byte[] Open(IncidentId id, string place, byte[] sealedBytes)
    {
        using var key = Key(id);
        return Sealer.Open(key, sealedBytes, Sealer.Context($"incident/{place}", id.Value));
    }

    /// <summary>Seals a text with a salt of its own; the commitment binds an entry to it without telling it.</summary>
    internal (byte[] Sealed, Commitment Bound) SealText(IncidentId id, IncidentPart part, string text)
    {
        var salt = Randomness.Bytes(Salt.Length);
        return (Seal(id, $"{part}", [.. salt, .. Encoding.UTF8.GetBytes(text)]), Commitment.To(Salt.From(salt), text));
    }

    internal string OpenText(IncidentPartRow part) => Encoding.UTF8.GetString(Open(part.Incident, $"{part.Kind}", part.Sealed).AsSpan(Salt.Length));

    internal byte[] SealFile(IncidentFile file) => Seal(file.Id, "file", JsonSerializer.SerializeToUtf8Bytes(file, Form));

    /// <summary>The incident of a row. Of one that is destroyed, only the dates are left.</summary>
    internal Incident Read(IncidentRow row) => Incident.In(row.Phase, row.Phase == IncidentPhase.Destroyed
        ? new IncidentFile(row.Id, default, row.OpenedAt) { ClosedAt = row.ClosedAt }
        : JsonSerializer.Deserialize<IncidentFile>(Open(row.Id, "file", row.Sealed), Form)!);

    private AesGcm Key(IncidentId id)
    {
        var bytes = ring.FindProgramKey(Name(id)) ?? throw new InvalidOperationException("The key of an incident was asked for after it was destroyed.");
        var key = Sealer.Key(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private static string Name(IncidentId id) => $"incident/{id.Value:N}";

    private sealed class AddressAsText : JsonConverter<ClientAddress>
    {
        public override ClientAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ClientAddress.TryRead(reader.GetString()!, out var address) ? address : throw new JsonException("This is no address.");

        public override void Write(Utf8JsonWriter writer, ClientAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
