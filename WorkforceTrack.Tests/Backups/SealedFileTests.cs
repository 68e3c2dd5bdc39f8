using System.Security.Cryptography;
using WorkforceTrack.App.Backups;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Backups;

public sealed class SealedFileTests : IDisposable
{
    private const int Chunk = 1 << 20;
    private readonly TestFolder folder = new();
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] header = "one file"u8.ToArray();

    private string Sealed => Path.Combine(folder.Root, "sealed");

    public void Dispose() => folder.Dispose();

    [Theory, Proves("T3")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 7)]
    public void What_is_sealed_opens_as_it_was(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        var written = Write(plain);

        using var opened = new MemoryStream();
        Assert.Equal(written, SealedFile.Open(Sealed, key, header, opened.Write));
        Assert.Equal(plain, opened.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Sealed))), written.Sha256.ToString());
    }

    [Fact, Proves("T3")]
    public void Any_bit_that_is_flipped_is_found_out()
    {
        Write(RandomNumberGenerator.GetBytes(Chunk + 1000));
        var whole = File.ReadAllBytes(Sealed);
        var chance = Counts.Chance(5);
        // Every byte before the first chunk, and some of the rest.
        foreach (var at in Enumerable.Range(0, 80).Concat(Enumerable.Range(0, 60).Select(_ => chance.Next(whole.Length))).Append(whole.Length - 1))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= (byte)(1 << chance.Next(8));
            File.WriteAllBytes(Sealed, damaged);
            Assert.Throws<DamagedBackupException>(() => SealedFile.Open(Sealed, key, header, _ => { }));
        }
    }

    [Fact, Proves("T3")]
    public void A_file_that_was_cut_off_anywhere_is_found_out()
    {
        Write(RandomNumberGenerator.GetBytes(3 * Chunk));
        var whole = File.ReadAllBytes(Sealed);
        var start = whole.Length - (3 * (Chunk + 16));
        foreach (var left in new[] { 0, 10, start, start + 5, start + Chunk + 16, start + (2 * (Chunk + 16)), whole.Length - 16, whole.Length - 1 })
        {
            File.WriteAllBytes(Sealed, whole[..left]);
            Assert.Throws<DamagedBackupException>(() => SealedFile.Open(Sealed, key, header, _ => { }));
        }
    }

    [Fact, Proves("T3")]
    public void Chunks_that_changed_places_or_files_are_found_out()
    {
        var plain = RandomNumberGenerator.GetBytes(3 * Chunk);
        Write(plain);
        var first = File.ReadAllBytes(Sealed);
        File.Delete(Sealed);
        Write(plain);
        var second = File.ReadAllBytes(Sealed);
        var start = first.Length - (3 * (Chunk + 16));
        var (a, b) = (start..(start + Chunk + 16), (start + Chunk + 16)..(start + (2 * (Chunk + 16))));
        foreach (var mixed in new byte[][]
        {
            [.. first[..start], .. first[b], .. first[a], .. first[b.End..]],
            [.. first[..start], .. second[a], .. first[b.Start..]],
            [.. first[..start], .. first[a], .. first[a], .. first[b.End..]],
            [.. first, .. first[b.End..]],
        })
        {
            File.WriteAllBytes(Sealed, mixed);
            Assert.Throws<DamagedBackupException>(() => SealedFile.Open(Sealed, key, header, _ => { }));
        }
    }

    [Fact, Proves("T3")]
    public void Another_key_or_the_header_of_another_file_opens_nothing()
    {
        Write([1, 2, 3]);

        Assert.Throws<DamagedBackupException>(() => SealedFile.Open(Sealed, RandomNumberGenerator.GetBytes(32), header, _ => Assert.Fail("It opened.")));
        Assert.Throws<DamagedBackupException>(() => SealedFile.Open(Sealed, key, "another"u8.ToArray(), _ => Assert.Fail("It opened.")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Sealed));
    }

    [Fact]
    public void What_stops_the_reading_or_the_writing_comes_through()
    {
        Assert.Throws<InvalidTimeZoneException>(() => SealedFile.Write(Sealed, key, header, 10 * Chunk, (_, offset) =>
        {
            if (offset > 0) throw new InvalidTimeZoneException();
        }));
        File.Delete(Sealed);
        Write(new byte[10 * Chunk]);
        Assert.Throws<InvalidTimeZoneException>(() => SealedFile.Open(Sealed, key, header, _ => throw new InvalidTimeZoneException()));
    }

    private SealedSizes Write(byte[] plain) => SealedFile.Write(Sealed, key, header, plain.Length, (target, offset) => plain.AsSpan((int)offset, target.Length).CopyTo(target));
}
