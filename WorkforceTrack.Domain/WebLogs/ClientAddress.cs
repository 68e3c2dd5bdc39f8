using System.Buffers.Binary;
using System.Globalization;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>The network address of a line (W1): IPv4, or IPv6 in the one form of RFC 5952. It does not print by itself.</summary>
public readonly record struct ClientAddress
{
    private const int Groups = 8;
    private const int WholeGroup = 0xffff;

    private readonly UInt128 bits;
    private readonly bool isLong;

    private ClientAddress(UInt128 bits, bool isLong) => (this.bits, this.isLong) = (bits, isLong);

    /// <summary>As it stands in the log.</summary>
    public string Text => isLong ? LongText() : $"{(byte)(bits >> 24)}.{(byte)(bits >> 16)}.{(byte)(bits >> 8)}.{(byte)bits}";

    /// <summary>An address of 4 or 16 bytes in network order. IPv4 that came over an IPv6 socket is IPv4.</summary>
    public static ClientAddress Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 4) return new ClientAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), isLong: false);
        var value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return value >> 32 == WholeGroup ? new ClientAddress((uint)value, isLong: false) : new ClientAddress(value, isLong: true);
    }

    /// <summary>Reads what <see cref="Text"/> writes, and no other spelling.</summary>
    public static bool TryRead(string text, out ClientAddress address)
    {
        address = default;
        if (!(text.Contains(':', StringComparison.Ordinal) ? TryReadLong(text, out var read) : TryReadShort(text, out read))) return false;
        address = read;
        return read.Text == text;
    }

    /// <summary>What is left after the retention: the network, a /24 of IPv4 or a /48 of IPv6, which many share.</summary>
    [Keeps("W3")]
    public ClientAddress Cut() => isLong ? new ClientAddress(bits >> 80 << 80, isLong: true) : new ClientAddress(bits >> 8 << 8, isLong: false);

    /// <summary>Names nobody.</summary>
    public override string ToString() => "(an address)";

    private static bool TryReadShort(string text, out ClientAddress address)
    {
        var parts = text.Split('.');
        uint value = 0;
        var isRead = parts.Length == 4;
        foreach (var part in parts)
        {
            isRead &= byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var next);
            value = (value << 8) | next;
        }

        address = new ClientAddress(value, isLong: false);
        return isRead;
    }

    private static bool TryReadLong(string text, out ClientAddress address)
    {
        address = default;
        var halves = text.Split("::");
        var head = Parts(halves[0]);
        var tail = halves.Length > 1 ? Parts(halves[1]) : [];
        var isFull = halves.Length == 1;
        if (halves.Length > 2 || (isFull ? head.Length != Groups : head.Length + tail.Length >= Groups)) return false;
        UInt128 value = 0;
        foreach (var part in head.Concat(Enumerable.Repeat("0", Groups - head.Length - tail.Length)).Concat(tail))
        {
            if (part.Length > 4 || !ushort.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var group)) return false;
            value = (value << 16) | group;
        }

        address = new ClientAddress(value, isLong: true);
        return value >> 32 != WholeGroup;
    }

    private static string[] Parts(string half) => half.Length == 0 ? [] : half.Split(':');

    private string LongText()
    {
        var groups = new int[Groups];
        for (var at = 0; at < Groups; at++) groups[at] = (int)(bits >> (16 * (Groups - 1 - at))) & WholeGroup;
        var (start, length) = LongestZeros(groups);
        return length < 2
            ? Join(groups)
            : $"{Join(groups.AsSpan(0, start))}::{Join(groups.AsSpan(start + length))}";
    }

    // RFC 5952 4.2: the longest run is shortened, the first of two that are alike, and never a single group.
    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        var (best, run) = ((Start: 0, Length: 0), 0);
        for (var at = 0; at < Groups; at++)
        {
            run = groups[at] == 0 ? run + 1 : 0;
            if (run > best.Length) best = (at - run + 1, run);
        }

        return best;
    }

    private static string Join(ReadOnlySpan<int> groups)
    {
        var texts = new string[groups.Length];
        for (var at = 0; at < texts.Length; at++) texts[at] = groups[at].ToString("x", CultureInfo.InvariantCulture);
        return string.Join(':', texts);
    }
}
