using System.Collections.Immutable;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// One row of the vault as bytes: the name of its table, then each value as SQLite holds it, one byte for its kind before it. One of these
/// serves for many rows, one after the other.
/// </summary>
internal sealed class VaultRow : IDisposable
{
    private readonly MemoryStream stream = new();
    private readonly BinaryWriter writer;

    internal VaultRow() => writer = new BinaryWriter(stream);

    private enum Kind : byte
    {
        Nothing,
        Integer,
        Real,
        Text,
        Bytes,
    }

    /// <summary>The bytes, good until the next row.</summary>
    internal ReadOnlySpan<byte> Write(string table, object[] values)
    {
        stream.SetLength(0);
        writer.Write(table);
        foreach (var value in values) Write(value);
        writer.Flush();
        return stream.GetBuffer().AsSpan(0, (int)stream.Length);
    }

    /// <exception cref="InvalidDataException">It is no row of these tables.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    internal static (string Table, object[] Values) Read(byte[] bytes, ImmutableSortedDictionary<string, ImmutableArray<string>> tables)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var table = reader.ReadString();
        if (!tables.TryGetValue(table, out var columns)) throw new InvalidDataException("A row is of a table that is not known.");
        var values = new object[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Read(reader);
        return (table, values);
    }

    public void Dispose()
    {
        writer.Dispose();
        stream.Dispose();
    }

    private void Write(object value)
    {
        switch (value)
        {
            case DBNull:
                writer.Write((byte)Kind.Nothing);
                break;
            case long number:
                writer.Write((byte)Kind.Integer);
                writer.Write7BitEncodedInt64(number);
                break;
            case double number:
                writer.Write((byte)Kind.Real);
                writer.Write(number);
                break;
            case string text:
                writer.Write((byte)Kind.Text);
                writer.Write(text);
                break;
            case byte[] bytes:
                writer.Write((byte)Kind.Bytes);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            default:
                throw new InvalidDataException("SQLite gave a value of a kind that it does not have.");
        }
    }

    private static object Read(BinaryReader reader) => (Kind)reader.ReadByte() switch
    {
        Kind.Nothing => DBNull.Value,
        Kind.Integer => reader.Read7BitEncodedInt64(),
        Kind.Real => reader.ReadDouble(),
        Kind.Text => reader.ReadString(),
        Kind.Bytes => reader.ReadBytes(reader.Read7BitEncodedInt()),
        _ => throw new InvalidDataException("A value is of a kind that is not known."),
    };
}
