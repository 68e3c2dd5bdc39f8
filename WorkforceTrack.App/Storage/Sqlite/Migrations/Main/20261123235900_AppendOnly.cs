using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main;

/// <summary>What was recorded or published stays: the database itself refuses to change or remove it.</summary>
[DbContext(typeof(SqliteMainDb))]
[Migration("20261123235900_AppendOnly")]
internal sealed class AppendOnly : Migration
{
    private static readonly (string Table, string IsThere)[] Tables =
    [
        ("Ledger", "\"Index\" = NEW.\"Index\" OR \"Id\" = NEW.\"Id\""),
        ("LedgerTiles", "\"Level\" = NEW.\"Level\" AND \"Index\" = NEW.\"Index\""),
        ("Policies", "\"Number\" = NEW.\"Number\" OR \"Sequence\" = NEW.\"Sequence\""),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, isThere) in Tables)
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER \"{table}_no_{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
            }

            // INSERT OR REPLACE removes the row in its way without asking the trigger of DELETE.
            migrationBuilder.Sql(
                $"CREATE TRIGGER \"{table}_no_REPLACE\" BEFORE INSERT ON \"{table}\" WHEN EXISTS (SELECT 1 FROM \"{table}\" WHERE {isThere}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
    }

    // Migrations only go forward.
    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Migrations only go forward.");
}
