using System.Diagnostics.CodeAnalysis;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>
/// The bytes of an entry, which are the leaf of the tree (SE1). UTF-8 lines, each ended by a line feed: the name of the format,
/// then <c>key: value</c> in one fixed order. What is absent has no line. Ids, salts and hashes are lower-case hex, closed
/// vocabularies their wire names, lists comma-separated in the order of declaration, times ISO 8601 UTC, and a day alone has no time.
/// An entry has exactly one such form, and nothing else decodes.
/// </summary>
public static class CanonicalEntry
{
    /// <summary>No entry is longer.</summary>
    public static int MaxLength { get; } = 1024 + WireNames.Fields.TotalLength + WireNames.Refusals.TotalLength;

    // The name of the format. A new format gets a new name; entries already written keep theirs.
    private static ReadOnlySpan<byte> FirstLine => "workforcetrack/entry@v1\n"u8;

    public static byte[] Encode(LedgerEntry entry)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        return buffer[..Write(entry, buffer)].ToArray();
    }

    /// <summary>Reads an entry; false for any bytes that are not the canonical form of one. Never throws.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LedgerEntry? entry)
    {
        entry = null;
        if (bytes.Length > MaxLength) return false;
        var candidate = Read(bytes);

        // INVARIANT: the reader may be lenient, because only what is written back byte for byte is accepted.
        Span<byte> again = stackalloc byte[MaxLength];
        if (!bytes.SequenceEqual(again[..Write(candidate, again)])) return false;
        entry = candidate;
        return true;
    }

    private static int Write(LedgerEntry entry, Span<byte> buffer)
    {
        var writer = new CanonicalWriter(buffer);
        writer.Raw(FirstLine);
        writer.Id("id: "u8, entry.Id.Value);
        writer.Time("at: "u8, entry.At);
        writer.Name("kind: "u8, WireNames.Kinds, (int)entry.Kind);
        writer.Id("subject: "u8, entry.Subject?.Value);
        writer.Name("role: "u8, WireNames.Roles, (int)entry.Role);
        writer.Id("actor: "u8, entry.Actor);
        writer.Name("to: "u8, WireNames.Recipients, (int?)entry.RecipientKind);
        writer.Id("to-id: "u8, entry.Recipient);
        writer.Hash("to-name: "u8, entry.RecipientName?.Value);
        writer.Name("purpose: "u8, WireNames.Purposes, (int?)entry.Purpose);
        writer.Name("basis: "u8, WireNames.Bases, (int?)entry.Basis);
        writer.Id("evidence: "u8, entry.Evidence);
        writer.Number("policy: "u8, entry.Policy);
        writer.List("fields: "u8, WireNames.Fields, Bits(entry.Fields));
        writer.List("refused: "u8, WireNames.Refusals, entry.RefusalBits);
        writer.Day("visible: "u8, entry.Visibility.From);
        writer.Hash("note: "u8, entry.Note?.Value);
        writer.Hash("detail: "u8, entry.Detail);
        writer.Salt("salt: "u8, entry.Salt);
        return writer.Length;
    }

    private static LedgerEntry Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        reader.Line(FirstLine);
        return new LedgerEntry
        {
            Id = new EntryId(reader.Id("id: "u8).GetValueOrDefault()),
            At = reader.Time("at: "u8),
            Kind = (EntryKind)reader.Name("kind: "u8, WireNames.Kinds).GetValueOrDefault(),
            Subject = reader.Id("subject: "u8) is { } subject ? new LedgerSubject(subject) : null,
            Role = (ActorRole)reader.Name("role: "u8, WireNames.Roles).GetValueOrDefault(),
            Actor = reader.Id("actor: "u8),
            RecipientKind = (RecipientKind?)reader.Name("to: "u8, WireNames.Recipients),
            Recipient = reader.Id("to-id: "u8),
            RecipientName = reader.Hash("to-name: "u8) is { } name ? new Commitment(name) : null,
            Purpose = (Purpose?)reader.Name("purpose: "u8, WireNames.Purposes),
            Basis = (LegalBasis?)reader.Name("basis: "u8, WireNames.Bases),
            Evidence = reader.Id("evidence: "u8),
            Policy = reader.Number("policy: "u8),
            Fields = Set(reader.List("fields: "u8, WireNames.Fields)),
            RefusalBits = reader.List("refused: "u8, WireNames.Refusals),
            Visibility = reader.Day("visible: "u8) is { } day ? Visibility.HiddenUntil(day) : Visibility.Now,
            Note = reader.Hash("note: "u8) is { } note ? new Commitment(note) : null,
            Detail = reader.Hash("detail: "u8),
            Salt = reader.Salt("salt: "u8),
        };
    }

    private static ulong Bits(FieldSet fields)
    {
        ulong bits = 0;
        for (var field = 0; field < WireNames.Fields.Count; field++)
            if (fields.Contains((PersonalField)field)) bits |= 1UL << field;
        return bits;
    }

    private static FieldSet Set(ulong bits)
    {
        var fields = FieldSet.Empty;
        for (var field = 0; bits >> field != 0 && field < WireNames.Fields.Count; field++)
            if ((bits >> field & 1) != 0) fields = fields.With((PersonalField)field);
        return fields;
    }
}
