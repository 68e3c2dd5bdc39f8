using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// What law enforcement gets of an incident (W5): the lines of its scope and a manifest with the SHA-256 of each file, as a zip. A plain
/// one: whoever takes it sees to the way on which it is sent.
/// </summary>
internal static class IncidentPackage
{
    private const string Lines = "lines.log";
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="incident">Which incident.</param>
    /// <param name="log">The lines, as a log of their own.</param>
    /// <param name="recipient">For whom.</param>
    /// <param name="organisation">From whom.</param>
    /// <param name="madeAt">When.</param>
    internal static byte[] Make(Incident incident, byte[] log, IncidentRecipient recipient, string organisation, DateTimeOffset madeAt)
    {
        var scope = incident.File.Scope!;
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Incident = incident.File.Id.Value.ToString("N"),
                From = organisation,
                To = new { recipient.Agency, recipient.Person, recipient.Address },
                MadeAt = madeAt,
                Scope = new { scope.From, scope.Until, Addresses = scope.Addresses.Select(a => a.Text), scope.Pages },
                Files = new[] { new { Name = Lines, Bytes = log.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(log)) } },
            },
            Form);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", manifest, madeAt);
            Add(zip, Lines, log, madeAt);
            Add(zip, "read-me.txt", Encoding.UTF8.GetBytes(ReadMe), madeAt);
        }

        return bytes.ToArray();
    }

    private const string ReadMe =
        """
        Lines of a web log in the W3C extended log format; times are UTC. A line says when, from which address (c-ip), which page by its
        pattern, with which browser and from which site. Whoever had the address at that time is not known here.
        The manifest says which lines these are and gives the SHA-256 of the file. To check it: sha256sum lines.log

        """;

    private static void Add(ZipArchive zip, string name, byte[] content, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = at;
        using var stream = entry.Open();
        stream.Write(content);
    }
}

/// <summary>Who gets lines of an incident: an agency, a person there, its official address, and how that was checked.</summary>
public sealed record IncidentRecipient(string Agency, string Person, string Address, string Verified)
{
    /// <summary>The name that an entry of the ledger is bound to.</summary>
    internal string Name => $"{Agency}, {Person}";

    public override string ToString() => "(a recipient)";
}
