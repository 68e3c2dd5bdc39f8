using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main
{
    /// <inheritdoc />
    public partial class Surveys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Without row ids: they would number members in the order in which they drew.
            migrationBuilder.Sql("CREATE TABLE \"PassesDrawn\" (\"Survey\" TEXT NOT NULL, \"Drawer\" BLOB NOT NULL, \"Blinded\" BLOB NOT NULL, CONSTRAINT \"PK_PassesDrawn\" PRIMARY KEY (\"Survey\", \"Drawer\")) WITHOUT ROWID;");

            migrationBuilder.CreateTable(
                name: "Surveys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OpenedEntry = table.Column<Guid>(type: "TEXT", nullable: true),
                    Issued = table.Column<int>(type: "INTEGER", nullable: true),
                    Spent = table.Column<int>(type: "INTEGER", nullable: true),
                    Release = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Surveys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_Slug",
                table: "Surveys",
                column: "Slug",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PassesDrawn");

            migrationBuilder.DropTable(
                name: "Surveys");
        }
    }
}
