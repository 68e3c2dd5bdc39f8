using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>
/// Lets EF Core use a compiled statement again on a connection that stays open. SQLite compiles a statement for each command
/// otherwise, which costs more than running it; on the writer's way that is a quarter of a disclosure.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Kept = [];

    /// <summary>From now on, statements of this connection are kept until it closes. For one user at a time, as the connection itself.</summary>
    internal static void On(DbConnection connection) => Kept.GetValue(connection, _ => new(StringComparer.Ordinal));

    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        Kept.TryGetValue(eventData.Connection, out var statements)
            ? InterceptionResult<DbCommand>.SuppressWithResult(new Borrowed(eventData.Connection, statements))
            : result;

    /// <summary>A kept command in the hands of EF Core, which disposes it after use: then it goes back, still compiled.</summary>
    private sealed class Borrowed(DbConnection connection, Dictionary<string, DbCommand> kept) : DbCommand
    {
        private DbCommand? command;

        [AllowNull]
        public override string CommandText
        {
            get => command?.CommandText ?? "";
            set
            {
                // INVARIANT: taken out while it is in use: a query begun inside another with the same text gets a command of its own.
                if (kept.Remove(value ?? "", out command)) return;
                command = connection.CreateCommand();
                command.CommandText = value;
            }
        }

        public override int CommandTimeout
        {
            get => Command.CommandTimeout;
            set => Command.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => Command.CommandType;
            set => Command.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource
        {
            get => Command.UpdatedRowSource;
            set => Command.UpdatedRowSource = value;
        }

        protected override DbConnection? DbConnection
        {
            get => Command.Connection;
            set => Command.Connection = value;
        }

        protected override DbParameterCollection DbParameterCollection => Command.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => Command.Transaction;
            set => Command.Transaction = value;
        }

        private DbCommand Command => command ?? throw new InvalidOperationException("A command needs its text first.");

        public override void Cancel() => Command.Cancel();

        public override int ExecuteNonQuery() => Command.ExecuteNonQuery();

        public override object? ExecuteScalar() => Command.ExecuteScalar();

        public override void Prepare() => Command.Prepare();

        protected override DbParameter CreateDbParameter() => Command.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Command.ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing || command is not { } used) return;
            command = null;
            used.Parameters.Clear();
            used.Transaction = null;
            if (!kept.TryAdd(used.CommandText, used)) used.Dispose();
        }
    }
}
