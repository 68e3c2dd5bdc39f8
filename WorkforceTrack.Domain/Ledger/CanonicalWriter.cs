using System.Buffers.Text;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Writes the lines of <see cref="CanonicalEntry"/>.</summary>
internal ref struct CanonicalWriter(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;

    public int Length { get; private set; }

    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer[Length..]);
        Length += bytes.Length;
    }

    public void Id(scoped ReadOnlySpan<byte> key, Guid? id)
    {
        if (id is not { } value) return;
        Raw(key);
        value.TryFormat(buffer[Length..], out var written, "N");
        End(written);
    }

    public void Hash(scoped ReadOnlySpan<byte> key, Digest? hash)
    {
        if (hash is not { } value) return;
        Span<byte> bytes = stackalloc byte[Digest.Length];
        value.CopyTo(bytes);
        Hex(key, bytes);
    }

    public void Salt(scoped ReadOnlySpan<byte> key, Salt salt)
    {
        Span<byte> bytes = stackalloc byte[Ledger.Salt.Length];
        salt.CopyTo(bytes);
        Hex(key, bytes);
    }

    public void Name(scoped ReadOnlySpan<byte> key, WireNames names, int? value)
    {
        if (value is not { } index) return;
        Raw(key);
        Raw(names[index]);
        End(0);
    }

    public void List(scoped ReadOnlySpan<byte> key, WireNames names, ulong bits)
    {
        if (bits == 0) return;
        Raw(key);
        for (; bits != 0; bits &= bits - 1)
        {
            Raw(names[System.Numerics.BitOperations.TrailingZeroCount(bits)]);
            buffer[Length++] = (byte)',';
        }

        buffer[Length - 1] = (byte)'\n';
    }

    public void Number(scoped ReadOnlySpan<byte> key, PolicyNumber? number)
    {
        if (number is not { } value) return;
        Raw(key);
        Utf8Formatter.TryFormat(value.Major, buffer[Length..], out var major);
        Length += major;
        buffer[Length++] = (byte)'.';
        Utf8Formatter.TryFormat(value.Minor, buffer[Length..], out var minor);
        End(minor);
    }

    public void Day(scoped ReadOnlySpan<byte> key, DateOnly? day)
    {
        if (day is { } value) Date(key, value.ToDateTime(default, DateTimeKind.Utc), 10);
    }

    public void Time(scoped ReadOnlySpan<byte> key, EntryTime time)
    {
        Date(key, time.Moment.UtcDateTime, time.IsDateOnly ? 10 : 23);
        if (time.IsDateOnly) return;
        buffer[Length - 1] = (byte)'Z';
        End(0);
    }

    // The round-trip format is the fast one: 2026-01-31T04:05:00.1230000Z, of which the first 10 or 23 are ours.
    private void Date(scoped ReadOnlySpan<byte> key, DateTime utc, int length)
    {
        Raw(key);
        Utf8Formatter.TryFormat(utc, buffer[Length..], out _, 'O');
        End(length);
    }

    private void Hex(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> bytes)
    {
        Raw(key);
        Convert.TryToHexStringLower(bytes, buffer[Length..], out var written);
        End(written);
    }

    private void End(int written)
    {
        Length += written;
        buffer[Length++] = (byte)'\n';
    }
}
