using System.Collections.Immutable;
using SQLitePCL;

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

    /// <summary>The row at which a statement stands, as bytes that are good until the next one. No value of it is made an object.</summary>
    internal ReadOnlySpan<byte> Write(string table, sqlite3_stmt row, int columns)
    {
        stream.SetLength(0);
        writer.Write(table);
        for (var column = 0; column < columns; column++) Write(row, column);
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

    private void Write(sqlite3_stmt row, int column)
    {
        switch (raw.sqlite3_column_type(row, column))
        {
            case raw.SQLITE_NULL:
                writer.Write((byte)Kind.Nothing);
                break;
            case raw.SQLITE_INTEGER:
                writer.Write((byte)Kind.Integer);
                writer.Write7BitEncodedInt64(raw.sqlite3_column_int64(row, column));
                break;
            case raw.SQLITE_FLOAT:
                writer.Write((byte)Kind.Real);
                writer.Write(raw.sqlite3_column_double(row, column));
                break;
            case raw.SQLITE_TEXT:
                // UTF-8 as it lies there, the length before it: as BinaryReader reads a text.
                Write(Kind.Text, raw.sqlite3_column_blob(row, column));
                break;
            default:
                Write(Kind.Bytes, raw.sqlite3_column_blob(row, column));
                break;
        }
    }

    private void Write(Kind kind, ReadOnlySpan<byte> bytes)
    {
        writer.Write((byte)kind);
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
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
