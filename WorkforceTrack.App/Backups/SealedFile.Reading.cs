using System.Collections.Concurrent;
using System.Security.Cryptography;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Backups;

/// <summary>Opening one.</summary>
internal static partial class SealedFile
{
    /// <summary>Opens a whole file. What was handed on before a fault was found is to be thrown away.</summary>
    /// <exception cref="DamagedBackupException">A byte is not as it was written, or the key is another one.</exception>
    internal static SealedSizes Open(string file, byte[] key, byte[] expectedHeader, WritePlain write, Action<long>? progress = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        var salt = new byte[Salt];
        if (ReadHeader(stream, hash) is not { } header || !header.AsSpan().SequenceEqual(expectedHeader) || stream.ReadAtLeast(salt, Salt, throwOnEndOfStream: false) < Salt)
            throw new DamagedBackupException($"{Path.GetFileName(file)} does not begin as it was written.");
        hash.AppendData(salt);
        using var free = new BlockingCollection<byte[]> { new byte[Chunk + Tag], new byte[Chunk + Tag], new byte[Chunk + Tag] };
        using var ready = new BlockingCollection<(byte[] Bytes, int Count, bool IsLast)>();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => ReadAll(stream, hash, free, ready, stop.Token));
        var plain = 0L;
        try
        {
            using var cipher = Sealer.Key(FileKey(key, header, salt));
            var opened = new byte[Chunk];
            var number = 0u;
            var isEnded = false;
            foreach (var (bytes, count, isLast) in ready.GetConsumingEnumerable())
            {
                if (count < Tag) throw Damaged(file);
                var part = opened.AsSpan(0, count - Tag);
                try
                {
                    cipher.Decrypt(Nonce(number++, isLast), bytes.AsSpan(0, part.Length), bytes.AsSpan(part.Length, Tag), part);
                }
                catch (CryptographicException)
                {
                    throw Damaged(file);
                }

                write(part);
                plain += part.Length;
                isEnded = isLast;
                free.Add(bytes);
                progress?.Invoke(plain);
            }

            if (!isEnded) throw Damaged(file);
        }
        finally
        {
            stop.Cancel();
            reading.GetAwaiter().GetResult();
        }

        return new SealedSizes(plain, stream.Length, Digest.From(hash.GetHashAndReset()));
    }

    private static void ReadAll(FileStream stream, IncrementalHash hash, BlockingCollection<byte[]> free, BlockingCollection<(byte[], int, bool)> ready, CancellationToken stop)
    {
        try
        {
            for (var rest = stream.Length - stream.Position; rest > 0;)
            {
                var bytes = free.Take(stop);
                var count = stream.ReadAtLeast(bytes, (int)Math.Min(bytes.Length, rest), throwOnEndOfStream: false);
                if (count == 0) return;
                hash.AppendData(bytes, 0, count);
                rest -= count;
                ready.Add((bytes, count, rest == 0), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The opening stopped first; what stopped it is thrown there.
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
