using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>The ledger for machines: the public head, tiles of hashes (C2SP tlog-tiles, no entry bundles), and a subject's own proof.</summary>
internal static class LedgerEndpoints
{
    internal static void MapLedger(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/checkpoint", (PublicHead head) => Results.Text(head.Current.ToString(), "text/plain", Encoding.UTF8));
        routes.MapGet("/ledger/key", (CheckpointSigner signer) => Results.Text(signer.Verifier + "\n", "text/plain", Encoding.UTF8));
        routes.MapGet("/ledger/tile/{level:int}/{**path}", TileAsync);
        routes.MapGet("/ledger/proof/{entry}", ProofAsync);
    }

    private static async Task<IResult> TileAsync(int level, string path, PublicHead head, LedgerBook book)
    {
        if (!TryRead(level, path, out var id, out var width)) return Results.Problem("There is no such tile.", statusCode: StatusCodes.Status404NotFound);
        // INVARIANT: only what the public head covers is shown; how many entries came since then is nobody's business.
        var published = Math.Max(0, (head.Size >> (8 * id.Level)) - (id.Index * LedgerTile.Width));
        if (published < width) return Results.Problem("The published checkpoint does not reach this tile.", statusCode: StatusCodes.Status404NotFound);
        var bytes = await book.FullTileAsync(id) ?? book.Head.Edge.SingleOrDefault(tile => tile.Id == id)?.ToBytes();
        return bytes is null || bytes.Length < width * MerkleHash.Length
            ? Results.Problem("There is no such tile.", statusCode: StatusCodes.Status404NotFound)
            : Results.Bytes(bytes[..(width * MerkleHash.Length)], "application/octet-stream");
    }

    private static bool TryRead(int level, string path, out TileId id, out int width)
    {
        width = LedgerTile.Width;
        id = default;
        var parts = path.Split('/');
        if (parts is [.. var head, var last, var partial] && last.EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(partial, NumberStyles.None, CultureInfo.InvariantCulture, out width)) return false;
            parts = [.. head, last[..^2]];
        }

        long index = 0;
        foreach (var part in parts)
        {
            if (!int.TryParse(part.TrimStart('x'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) || digits > 999 || index > long.MaxValue / 2000) return false;
            index = (index * 1000) + digits;
        }

        id = new TileId(level, index);
        return level is >= 0 and < 8 && width is >= 1 and <= LedgerTile.Width && string.Equals(id.Path(width), $"tile/{level}/{path}", StringComparison.Ordinal);
    }

    private static async Task<IResult> ProofAsync(string entry, HttpContext http, Callers callers, TakeProof proofs)
    {
        // Whether there is an entry about somebody is for nobody else's cache.
        http.Response.Headers.CacheControl = "no-store";
        if (!Guid.TryParseExact(entry, "N", out var id)) return NotYours();
        var caller = await callers.ReadAsync(http.User);
        return await proofs.TakeAsync(caller, new EntryId(id)) is { } proof
            ? Results.File(Encoding.UTF8.GetBytes(proof.ToString()), "text/plain", $"entry-{entry}.tlog-proof")
            : NotYours();
    }

    // The same words for another's entry and for none: neither tells which it is.
    private static IResult NotYours() => Results.Problem("There is no such entry about you. Sign in, open your disclosures and take the proof from there.", statusCode: StatusCodes.Status404NotFound);
}
