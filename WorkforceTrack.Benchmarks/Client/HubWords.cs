using System.Buffers.Binary;
using System.Text;

namespace WorkforceTrack.Benchmarks.Client;

/// <summary>Writes messages of SignalR's hub protocol in MessagePack, as far as a circuit needs them: numbers, texts, truth values, null.</summary>
internal static class HubWords
{
    internal const int Invocation = 1;
    internal const int Completion = 3;
    internal const int Ping = 6;
    internal const int Close = 7;

    /// <summary>A call; with an id, the hub answers it.</summary>
    internal static byte[] Call(string? id, string target, params ReadOnlySpan<object?> arguments)
    {
        var body = new List<byte>(256) { 0x96, Invocation, 0x80 };
        Write(body, id);
        Write(body, target);
        body.Add((byte)(0x90 + arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        body.Add(0x90);
        return Framed(body);
    }

    internal static byte[] StillHere() => Framed([0x91, Ping]);

    private static byte[] Framed(List<byte> body)
    {
        var framed = new List<byte>(body.Count + 5);
        var left = body.Count;
        for (; left >= 0x80; left >>= 7) framed.Add((byte)(left | 0x80));
        framed.Add((byte)left);
        framed.AddRange(body);
        return [.. framed];
    }

    private static void Write(List<byte> body, object? value)
    {
        switch (value)
        {
            case null:
                body.Add(0xc0);
                break;
            case bool truth:
                body.Add(truth ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                var eight = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                body.Add(0xd3);
                body.AddRange(eight);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
                body.Add(0xdb);
                body.AddRange(length);
                body.AddRange(bytes);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name);
        }
    }
}

/// <summary>Reads one message of SignalR's hub protocol in MessagePack, value by value.</summary>
internal ref struct HubReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    internal int Array()
    {
        var lead = bytes[at++];
        return lead switch
        {
            >= 0x90 and <= 0x9f => lead - 0x90,
            0xdc => (int)Big(2),
            0xdd => (int)Big(4),
            _ => throw Unread(lead),
        };
    }

    internal long Number()
    {
        var lead = bytes[at++];
        return lead switch
        {
            <= 0x7f => lead,
            >= 0xe0 => (sbyte)lead,
            0xcc => (long)Big(1),
            0xcd => (long)Big(2),
            0xce => (long)Big(4),
            0xcf => (long)Big(8),
            0xd0 => (sbyte)Big(1),
            0xd1 => (short)Big(2),
            0xd2 => (int)Big(4),
            0xd3 => (long)Big(8),
            _ => throw Unread(lead),
        };
    }

    internal bool Truth() => bytes[at++] == 0xc3;

    internal string? Text()
    {
        var lead = bytes[at++];
        if (lead == 0xc0) return null;
        var length = lead switch
        {
            >= 0xa0 and <= 0xbf => lead - 0xa0,
            0xd9 => (int)Big(1),
            0xda => (int)Big(2),
            0xdb => (int)Big(4),
            _ => throw Unread(lead),
        };
        at += length;
        return Encoding.UTF8.GetString(bytes.Slice(at - length, length));
    }

    internal ReadOnlySpan<byte> Bytes()
    {
        var lead = bytes[at++];
        var length = lead switch { 0xc4 => (int)Big(1), 0xc5 => (int)Big(2), 0xc6 => (int)Big(4), _ => throw Unread(lead) };
        at += length;
        return bytes.Slice(at - length, length);
    }

    /// <summary>Passes over the headers, which are always empty here.</summary>
    internal void NoHeaders()
    {
        if (bytes[at++] != 0x80) throw Unread(bytes[at - 1]);
    }

    private ulong Big(int count)
    {
        ulong number = 0;
        for (var i = 0; i < count; i++) number = (number << 8) | bytes[at++];
        return number;
    }

    private static InvalidDataException Unread(byte lead) => new($"A value of the hub begins with 0x{lead:x2}, which is not expected there.");
}
