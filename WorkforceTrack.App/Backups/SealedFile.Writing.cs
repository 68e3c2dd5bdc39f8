using System.Collections.Concurrent;
using System.Security.Cryptography;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Backups;

/// <summary>Writing one.</summary>
internal static partial class SealedFile
{
    /// <summary>Writes a new file and forces it to the disk.</summary>
    internal static SealedSizes Write(string file, byte[] key, byte[] header, long length, ReadPlain read, Action<long>? progress = null)
    {
        var salt = Randomness.Bytes(Salt);
        byte[] head = [.. Mark, .. Number(header.Length), .. header, .. salt];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = OwnerOnly(file);
        var written = 0L;
        // One thread reads and seals while another hashes and writes.
        using var free = new BlockingCollection<byte[]> { new byte[Chunk + Tag], new byte[Chunk + Tag], new byte[Chunk + Tag] };
        using var ready = new BlockingCollection<(byte[] Bytes, int Count)>();
        using var stop = new CancellationTokenSource();
        var sealing = Task.Run(() => SealAll(FileKey(key, header, salt), length, read, free, ready, stop.Token));
        try
        {
            Put(head, head.Length);
            foreach (var (bytes, count) in ready.GetConsumingEnumerable())
            {
                Put(bytes, count);
                free.Add(bytes);
                progress?.Invoke(written);
            }
        }
        finally
        {
            stop.Cancel();
            // What stopped the reading is thrown here.
            sealing.GetAwaiter().GetResult();
        }

        stream.Flush(flushToDisk: true);
        return new SealedSizes(length, written, Digest.From(hash.GetHashAndReset()));

        void Put(byte[] bytes, int count)
        {
            hash.AppendData(bytes, 0, count);
            stream.Write(bytes, 0, count);
            written += count;
        }
    }

    private static void SealAll(byte[] fileKey, long length, ReadPlain read, BlockingCollection<byte[]> free, BlockingCollection<(byte[], int)> ready, CancellationToken stop)
    {
        try
        {
            using var cipher = Sealer.Key(fileKey);
            var plain = new byte[Chunk];
            var (number, offset) = (0u, 0L);
            do
            {
                var part = plain.AsSpan(0, (int)Math.Min(Chunk, length - offset));
                read(part, offset);
                offset += part.Length;
                var bytes = free.Take(stop);
                cipher.Encrypt(Nonce(number++, offset == length), part, bytes.AsSpan(0, part.Length), bytes.AsSpan(part.Length, Tag));
                ready.Add((bytes, part.Length + Tag), stop);
            }
            while (offset < length);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The writing stopped first; what stopped it is thrown there.
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
