using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WorkforceTrack.App.Members.Components;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Members;

/// <summary>An export as a file to keep: data for machines, the same as a page without scripts, proofs, key, and how to check them.</summary>
internal sealed class ExportArchive(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    internal async Task<byte[]> WriteAsync(OwnExport export)
    {
        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, export, "README.txt", Encoding.UTF8.GetBytes(Readme(export)));
            await AddAsync(zip, export, "data.html", Encoding.UTF8.GetBytes(await PageAsync(export)));
            await AddAsync(zip, export, "data.json", ExportJson.Write(export));
            await AddAsync(zip, export, "ledger-key.txt", Encoding.UTF8.GetBytes(export.Key + "\n"));
            foreach (var (entry, proof) in export.Entries.Where(e => e.Entry.Kind == EntryKind.Disclosure).Zip(export.Proofs))
                await AddAsync(zip, export, OwnExport.ProofName(entry), Encoding.UTF8.GetBytes(proof.ToString()));
        }

        return buffer.ToArray();
    }

    private async Task<string> PageAsync(OwnExport export)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ExportDocument.Export)] = export });
            return "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<ExportDocument>(parameters)).ToHtmlString();
        });
    }

    private static async Task AddAsync(ZipArchive zip, OwnExport export, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = export.MadeAt;
        await using var stream = await entry.OpenAsync();
        await stream.WriteAsync(bytes);
    }

    private static string Readme(OwnExport export) =>
        $"""
        What {export.Organisation} holds about you, as of {export.MadeAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC.

        data.html       everything, to read
        data.json       everything, for programs
        proofs/         one proof for each time that your data was given to someone outside
        ledger-key.txt  the public key of the ledger

        This archive is not locked. Keep it where only you can read it.

        How to check a proof
        A proof is a text file of the form c2sp.org/tlog-proof. Any program for that form can check it with ledger-key.txt.
        By hand:
        1. Decode the line after "extra" from base64. It is the entry: who got which fields, when, what for, on what ground.
           Fields stand there by name; no value of yours does.
        2. Start with SHA-256 of one zero byte and the entry. Go through the lines of base64 below "index" from top to bottom, as
           RFC 9162, section 2.1.3.2, tells: join the next hash at the left or the right, hash with a byte 01 before both.
        3. The result must be the third line of the signed text at the end of the file, where the second is the size of the ledger.
        4. Check the signature below it, Ed25519, with the key. The signed text is everything before the empty line above the
           signature; of the signature, the first four bytes name the key.
        If all of this holds, the entry stood in the ledger when that text was signed, and cannot be taken out unnoticed.

        """;
}
