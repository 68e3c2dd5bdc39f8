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
/// The stored form of the casts of one survey that wait (S3): AES-256-GCM under the survey's own key, in random order, padded so
/// that the size tells neither how many wait nor how much someone wrote.
/// </summary>
internal static class WaitingCasts
{
    /// <summary>The smallest size; a larger one is the next power of two.</summary>
    private const int Least = 4096;

    internal static byte[] Seal(ReadOnlySpan<byte> key, SurveyId survey, IReadOnlyCollection<WaitingCast> casts)
    {
        var shuffled = casts.ToArray();
        Randomness.Shuffle<WaitingCast>(shuffled);
        using var stream = new MemoryStream(Least);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(shuffled.Length);
            foreach (var cast in shuffled) Write(writer, cast);
        }

        stream.SetLength(Math.Max(Least, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)stream.Length)));
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
