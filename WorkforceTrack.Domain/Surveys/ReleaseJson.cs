using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The stored form of a release: one byte string for one release, so that its digest in the ledger shows any change (S5).</summary>
[Keeps("S5")]
public static class ReleaseJson
{
    internal const string FewerThanFive = "fewer-than-5";
    internal const string About = "about";
    internal const string MoreThan = "more-than";
    internal const string Hidden = "hidden";

    // The text is stored, hashed and downloaded, never put into a page as it is, so letters may stay letters.
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical bytes.</summary>
    public static byte[] Write(Release release)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Canonical);
        json.WriteStartObject();
        json.WriteString("title", release.Title);
        json.WriteString("audience", Names.Of(release.Audience));
        json.WriteString("opened", release.Opened.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("closed", release.Closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (release.Answers is { } answers) json.WriteNumber("answers", answers);
        else json.WriteNull("answers");
        WriteArray(json, "tables", release.Tables, WriteTable);
        WriteArray(json, "themes", release.Themes, WriteTheme);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the canonical bytes.</summary>
    public static byte[] Digest(Release release) => SHA256.HashData(Write(release));

    /// <summary>Reads canonical bytes, and nothing else: an unknown, missing, doubled or moved member, and even a space, is refused.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Release? release)
    {
        if (ReleaseJsonReader.TryRead(bytes, out release) && bytes.Span.SequenceEqual(Write(release))) return true;
        release = null;
        return false;
    }

    private static void WriteTable(Utf8JsonWriter json, ReleasedTable table)
    {
        json.WriteString("question", table.Question);
        json.WriteString("choice", table.Choice);
        json.WriteString("groups", table.Groups);
        if (table.Withheld is { } reason) json.WriteString("withheld", Names.Of(reason));
        else json.WriteNull("withheld");
        WriteArray(json, "rows", table.Rows, WriteRow);
    }

    private static void WriteRow(Utf8JsonWriter json, ReleasedRow row)
    {
        json.WriteString("group", row.Group);
        json.WriteNumber("answers", row.Answers);
        WriteArray(json, "cells", row.Cells, (_, cell) =>
        {
            json.WriteString("option", cell.Option);
            WritePrinted(json, cell.Printed);
            // Made from the two rounded counts beside it; a reader that finds another one does not read on.
            if (row.PercentOf(cell.Printed) is { } percent) json.WriteNumber("percent", percent);
        });
    }

    private static void WriteTheme(Utf8JsonWriter json, ReleasedTheme theme)
    {
        json.WriteString("question", theme.Question);
        json.WriteString("theme", theme.Theme);
        WritePrinted(json, theme.Printed);
    }

    private static void WritePrinted(Utf8JsonWriter json, PrintedCell printed)
    {
        switch (printed)
        {
            case PrintedCell.About about:
                json.WriteString("printed", About);
                json.WriteNumber("count", about.Count);
                break;
            case PrintedCell.MoreThan more:
                json.WriteString("printed", MoreThan);
                json.WriteNumber("bound", more.Percent);
                break;
            default:
                json.WriteString("printed", printed is PrintedCell.Hidden ? Hidden : FewerThanFive);
                break;
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
