using System.Buffers;
using System.Buffers.Text;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Reads the lines of <see cref="CanonicalEntry"/>. A line that is absent or unreadable yields nothing and no exception.</summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> entry)
{
    private ReadOnlySpan<byte> rest = entry;

    public void Line(scoped ReadOnlySpan<byte> line)
    {
        if (rest.StartsWith(line)) rest = rest[line.Length..];
    }

    public Guid? Id(scoped ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Hex(key, bytes) ? new Guid(bytes, bigEndian: true) : null;
    }

    public Digest? Hash(scoped ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[Digest.Length];
        return Hex(key, bytes) ? Digest.From(bytes) : null;
    }

    public Salt Salt(scoped ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[Ledger.Salt.Length];
        return Hex(key, bytes) ? Ledger.Salt.From(bytes) : default;
    }

    public int? Name(scoped ReadOnlySpan<byte> key, WireNames names) => Value(key, out var value) ? names.Find(value) : null;

    public ulong List(scoped ReadOnlySpan<byte> key, WireNames names)
    {
        if (!Value(key, out var value)) return 0;
        ulong bits = 0;
        while (true)
        {
            var comma = value.IndexOf((byte)',');
            if (names.Find(comma < 0 ? value : value[..comma]) is { } index) bits |= 1UL << index;
            if (comma < 0) return bits;
            value = value[(comma + 1)..];
        }
    }

    public PolicyNumber? Number(scoped ReadOnlySpan<byte> key) =>
        Value(key, out var value)
        && Utf8Parser.TryParse(value, out int major, out var used)
        && used + 1 < value.Length
        && Utf8Parser.TryParse(value[(used + 1)..], out int minor, out _)
            ? new PolicyNumber(major, minor)
            : null;

    public DateOnly? Day(scoped ReadOnlySpan<byte> key) =>
        Value(key, out var value) && value.Length == 10 && Moment(value, "T00:00:00.0000000Z"u8) is { } moment
            ? DateOnly.FromDateTime(moment)
            : null;

    public EntryTime Time(scoped ReadOnlySpan<byte> key)
    {
        if (!Value(key, out var value)) return default;
        return value.Length switch
        {
            10 when Moment(value, "T00:00:00.0000000Z"u8) is { } day => EntryTime.DayOf(new DateTimeOffset(day)),
            24 when Moment(value[..23], "0000Z"u8) is { } moment => EntryTime.At(new DateTimeOffset(moment)),
            _ => default,
        };
    }

    private static DateTime? Moment(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end)
    {
        Span<byte> whole = stackalloc byte[start.Length + end.Length];
        start.CopyTo(whole);
        end.CopyTo(whole[start.Length..]);
        return Utf8Parser.TryParse(whole, out DateTime moment, out _, 'O') && moment.Kind == DateTimeKind.Utc ? moment : null;
    }

    private bool Hex(scoped ReadOnlySpan<byte> key, scoped Span<byte> bytes)
    {
        var length = bytes.Length * 2;
        if (!rest.StartsWith(key) || rest.Length <= key.Length + length || rest[key.Length + length] != '\n') return false;
        var value = rest.Slice(key.Length, length);
        rest = rest[(key.Length + length + 1)..];
        return Convert.FromHexString(value, bytes, out _, out _) == OperationStatus.Done;
    }

    private bool Value(scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!rest.StartsWith(key)) return false;
        var line = rest[key.Length..];
        var end = line.IndexOf((byte)'\n');
        if (end < 0) return false;
        value = line[..end];
        rest = line[(end + 1)..];
        return true;
    }
}
