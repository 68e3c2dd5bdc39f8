using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main;

/// <summary>What was recorded or published stays: the database itself refuses to change or remove it.</summary>
[DbContext(typeof(SqliteMainDb))]
[Migration("20261123235900_AppendOnly")]
internal sealed class AppendOnly : Migration
{
    private static readonly string[] Tables = ["Ledger", "LedgerTiles", "Policies"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER \"{table}_no_{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
            }
        }
    }

    // Migrations only go forward.
    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Migrations only go forward.");
}
