using System.Buffers.Binary;
using System.Text;

namespace WorkforceTrack.Benchmarks.Client;

/// <summary>An element with an event that the server wants to hear of.</summary>
internal sealed record Control(string Element, string? Type, string? Class, string? Value, string Event, long Handler);

/// <summary>
/// What one render batch brings, read from its frames alone: elements that came new with their handlers, handlers that were given anew
/// to elements already there, in the order of the page, and texts. Enough to answer a page; no tree is kept.
/// </summary>
internal sealed class Batch
{
    private const int FrameLength = 20;
    private const int ElementFrame = 1;
    private const int TextFrame = 2;
    private const int AttributeFrame = 3;
    private const int ComponentFrame = 4;
    private const int MarkupFrame = 8;

    private Batch()
    {
    }

    internal List<Control> Controls { get; } = [];

    internal List<(string Event, long Handler)> Renewed { get; } = [];

    internal List<string> Texts { get; } = [];

    internal bool Says(string words) => Texts.Exists(text => text.Contains(words, StringComparison.Ordinal));

    internal static Batch Read(ReadOnlySpan<byte> bytes)
    {
        var batch = new Batch();
        var strings = Int(bytes, bytes.Length - 4);
        var frames = Int(bytes, bytes.Length - 16);
        var count = Int(bytes, frames);
        for (var i = 0; i < count; i++)
        {
            var frame = bytes.Slice(frames + 4 + (i * FrameLength), FrameLength);
            switch (Int(frame, 0))
            {
                case ElementFrame or ComponentFrame:
                    var element = Int(frame, 0) == ElementFrame ? Text(bytes, strings, Int(frame, 8))! : "";
                    var attributes = new Dictionary<string, string?>(StringComparer.Ordinal);
                    var handlers = new List<(string, long)>();
                    for (; i + 1 < count && Int(bytes, frames + 4 + ((i + 1) * FrameLength)) == AttributeFrame; i++)
                    {
                        var attribute = bytes.Slice(frames + 4 + ((i + 1) * FrameLength), FrameLength);
                        var name = Text(bytes, strings, Int(attribute, 4))!;
                        if (BinaryPrimitives.ReadInt64LittleEndian(attribute[12..]) is > 0 and var handler) handlers.Add((name, handler));
                        else attributes[name] = Text(bytes, strings, Int(attribute, 8));
                    }

                    foreach (var (name, handler) in handlers)
                        batch.Controls.Add(new Control(element, attributes.GetValueOrDefault("type"), attributes.GetValueOrDefault("class"), attributes.GetValueOrDefault("value"), name, handler));
                    break;
                case AttributeFrame when BinaryPrimitives.ReadInt64LittleEndian(frame[12..]) is > 0 and var handler:
                    batch.Renewed.Add((Text(bytes, strings, Int(frame, 4))!, handler));
                    break;
                case TextFrame or MarkupFrame when Text(bytes, strings, Int(frame, 4)) is { } text:
                    batch.Texts.Add(text);
                    break;
            }
        }

        return batch;
    }

    private static string? Text(ReadOnlySpan<byte> bytes, int table, int index)
    {
        if (index < 0) return null;
        var at = Int(bytes, table + (index * 4));
        var (length, shift) = (0, 0);
        for (; ; shift += 7)
        {
            var part = bytes[at++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80) break;
        }

        return Encoding.UTF8.GetString(bytes.Slice(at, length));
    }

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}
