using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What one cast adds, as it waits: which counters, which comments. Nothing of who or when.</summary>
internal sealed record WaitingCast(ImmutableArray<Cell> Cells, ImmutableArray<(string Question, string Words)> Comments)
{
    internal static WaitingCast Of(Ballot ballot) => new(ballot.Cells, ballot.Comments);

    public override string ToString() => "(a cast)";
}

/// <summary>
/// The stored form of the casts of one survey that wait (S3): AES-256-GCM under the survey's own key, in random order, padded to a
/// size that is fixed at the opening, so that it tells neither how many wait nor how much someone wrote.
/// </summary>
internal static class WaitingCasts
{
    private const int Smallest = 4096;

    // Written anew at each cast: a survey full of comments must not cost megabytes each time.
    private const int Largest = 256 * 1024;

    // Room for each who waits: bytes for each table, and for each comment what people hardly ever write on average.
    private const int ForTable = 6;
    private const int ForComment = 3300;

    /// <summary>The size in which the casts of such a survey wait, few or many. Only should more than that be written at once, it doubles.</summary>
    internal static int SizeFor(Questionnaire questionnaire, int most)
    {
        var each = 8 + (ForTable * questionnaire.Tables.Length) + questionnaire.Questions.Sum(q => q is Question.Comment ? ForComment : 0);
        return Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(most * each)), Smallest, Largest);
    }

    /// <summary>The size of what is stored, to be kept.</summary>
    internal static int SizeOf(byte[] sealedBytes) => sealedBytes.Length - Sealer.Overhead;

    internal static byte[] Seal(ReadOnlySpan<byte> key, SurveyId survey, IReadOnlyCollection<WaitingCast> casts, int size)
    {
        var shuffled = casts.ToArray();
        Randomness.Shuffle<WaitingCast>(shuffled);
        using var stream = new MemoryStream(size);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(shuffled.Length);
            foreach (var cast in shuffled) Write(writer, cast);
        }

        stream.SetLength(Math.Max(size, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)stream.Length)));
        var plain = stream.ToArray();
        using var cipher = Sealer.Key(key);
        var sealedBytes = Sealer.Seal(cipher, plain, Context(survey));
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    internal static ImmutableArray<WaitingCast> Open(ReadOnlySpan<byte> key, SurveyId survey, ReadOnlySpan<byte> sealedBytes)
    {
        using var cipher = Sealer.Key(key);
        using var reader = new BinaryReader(new MemoryStream(Sealer.Open(cipher, sealedBytes, Context(survey))), Encoding.UTF8);
        return Many(reader, Read);
    }

    private static void Write(BinaryWriter writer, WaitingCast cast)
    {
        writer.Write7BitEncodedInt(cast.Cells.Length);
        foreach (var cell in cast.Cells)
        {
            writer.Write7BitEncodedInt(cell.Table);
            writer.Write7BitEncodedInt(cell.Row);
            writer.Write7BitEncodedInt(cell.Column);
        }

        writer.Write7BitEncodedInt(cast.Comments.Length);
        foreach (var (question, words) in cast.Comments)
        {
            writer.Write(question);
            writer.Write(words);
        }
    }

    private static WaitingCast Read(BinaryReader reader) => new(
        Many(reader, r => new Cell(r.Read7BitEncodedInt(), r.Read7BitEncodedInt(), r.Read7BitEncodedInt())),
        Many(reader, r => (r.ReadString(), r.ReadString())));

    private static ImmutableArray<T> Many<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--) items.Add(read(reader));
        return items.DrainToImmutable();
    }

    private static byte[] Context(SurveyId survey) => Sealer.Context("booth/waiting", survey.Value);
}
