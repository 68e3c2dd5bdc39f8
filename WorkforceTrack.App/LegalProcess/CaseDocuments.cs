using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Which documents a case takes: by their first bytes, not by what their name says (ASVS 5.0, 5.2.2).</summary>
internal static class CaseDocuments
{
    internal const int LargestInMegabytes = 10;
    internal const int Largest = LargestInMegabytes * 1024 * 1024;
    private const int LongestName = 120;

    /// <summary>The document as it can be stored; null when it is none of the kinds, empty or too large.</summary>
    internal static CaseDocument? Take(string? name, byte[] bytes) =>
        bytes.Length is > 0 and <= Largest && MediaTypeOf(bytes) is not null ? new CaseDocument(new Redacted<string>(Tidy(name, bytes)), bytes) : null;

    /// <summary>What was said, as a document of its own: a demand by telephone is taken down.</summary>
    internal static CaseDocument OfWords(string words) => new(new Redacted<string>("taken-down.txt"), System.Text.Encoding.UTF8.GetBytes(words));

    internal static string? MediaTypeOf(byte[] bytes) => bytes switch
    {
        [0x25, 0x50, 0x44, 0x46, ..] => "application/pdf",
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ => IsText(bytes) ? "text/plain; charset=utf-8" : null,
    };

    private static bool IsText(byte[] bytes)
    {
        try
        {
            return !new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        }
        catch (System.Text.DecoderFallbackException)
        {
            return false;
        }
    }

    // A name comes from a stranger: letters, figures and a few signs of it stay, and the ending is that of the content.
    private static string Tidy(string? name, byte[] bytes)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(name ?? "").Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Take(LongestName)]).Trim();
        var ending = MediaTypeOf(bytes) switch { "application/pdf" => ".pdf", "image/png" => ".png", "image/jpeg" => ".jpg", _ => ".txt" };
        return (CaseTextRules.IsSaid(stem) ? stem : "document") + ending;
    }
}

/// <summary>A file that somebody chose in a form; without a document when it cannot be taken, or is still being read.</summary>
public sealed record ChosenPaper(CaseDocument? Document);
