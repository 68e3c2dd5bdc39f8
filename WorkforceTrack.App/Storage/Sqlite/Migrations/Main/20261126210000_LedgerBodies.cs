using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main;

/// <summary>
/// The database lets go of one thing alone: the body of an entry, and the columns made from it, once the ledger holds the entry of a
/// sweep that is more than five years younger. Index, id, kind, time and leaf hash stay as they are.
/// </summary>
[DbContext(typeof(SqliteMainDb))]
[Migration("20261126210000_LedgerBodies")]
internal sealed class LedgerBodies : Migration
{
    // 1826 days in milliseconds: the shortest retention that the settings take.
    private const string FiveYears = "157766400000";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER \"Ledger_no_UPDATE\";");
        migrationBuilder.Sql(
            $"""
            CREATE TRIGGER "Ledger_no_UPDATE" BEFORE UPDATE ON "Ledger"
            WHEN NOT (length(NEW."Body") = 0 AND NEW."Subject" IS NULL AND NEW."Recipient" IS NULL AND NEW."Purpose" IS NULL
                AND NEW."Index" IS OLD."Index" AND NEW."Id" IS OLD."Id" AND NEW."Kind" IS OLD."Kind" AND NEW."At" IS OLD."At" AND NEW."LeafHash" IS OLD."LeafHash"
                AND EXISTS (SELECT 1 FROM "Ledger" WHERE "Kind" = 'sweep' AND "At" - {FiveYears} > OLD."At"))
            BEGIN SELECT RAISE(ABORT, 'Ledger is append-only'); END;
            """);
    }

    // Migrations only go forward.
    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Migrations only go forward.");
}
