using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Booth
{
    /// <inheritdoc />
    public partial class Booth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Boxes",
                columns: table => new
                {
                    Survey = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false),
                    Waiting = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Boxes", x => x.Survey);
                });

            // Without row ids: they would number comments and passes in the order in which they came.
            migrationBuilder.Sql("CREATE TABLE \"Comments\" (\"Id\" TEXT NOT NULL CONSTRAINT \"PK_Comments\" PRIMARY KEY, \"Survey\" TEXT NOT NULL, \"Question\" TEXT NOT NULL, \"Sealed\" BLOB NOT NULL, \"Theme\" TEXT NULL) WITHOUT ROWID;");

            migrationBuilder.CreateTable(
                name: "Counts",
                columns: table => new
                {
                    Survey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Table = table.Column<int>(type: "INTEGER", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false),
                    Column = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counts", x => new { x.Survey, x.Table, x.Row, x.Column });
                });

            migrationBuilder.Sql("CREATE TABLE \"Spent\" (\"Survey\" TEXT NOT NULL, \"Pass\" BLOB NOT NULL, CONSTRAINT \"PK_Spent\" PRIMARY KEY (\"Survey\", \"Pass\")) WITHOUT ROWID;");

            migrationBuilder.CreateTable(
                name: "StoreInfo",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    StoreId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StoreInfo", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Boxes");

            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "Counts");

            migrationBuilder.DropTable(
                name: "Spent");

            migrationBuilder.DropTable(
                name: "StoreInfo");
        }
    }
}
