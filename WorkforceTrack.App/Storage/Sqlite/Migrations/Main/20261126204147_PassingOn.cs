using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main
{
    /// <inheritdoc />
    public partial class PassingOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewAskedOn",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewedOn",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedAddress = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedName = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                });

            // Without row ids: they would number the changes in the order of the corrections, which the ledger tells with their subjects.
            migrationBuilder.Sql("CREATE TABLE \"PartnerChanges\" (\"Id\" TEXT NOT NULL CONSTRAINT \"PK_PartnerChanges\" PRIMARY KEY, \"Kind\" TEXT NOT NULL, \"Partner\" TEXT NOT NULL, \"Subject\" TEXT NULL, \"Fields\" TEXT NOT NULL, \"ToldOn\" TEXT NOT NULL, \"AcknowledgedOn\" TEXT NULL, \"ReceiptMark\" BLOB NULL, CONSTRAINT \"FK_PartnerChanges_Partners_Partner\" FOREIGN KEY (\"Partner\") REFERENCES \"Partners\" (\"Id\") ON DELETE RESTRICT) WITHOUT ROWID;");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ExpiresOn",
                table: "Invitations",
                column: "ExpiresOn");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Person",
                table: "Invitations",
                column: "Person",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerChanges_Partner_Id",
                table: "PartnerChanges",
                columns: new[] { "Partner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerChanges_ReceiptMark",
                table: "PartnerChanges",
                column: "ReceiptMark",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerChanges_Subject",
                table: "PartnerChanges",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "PartnerChanges");

            migrationBuilder.DropColumn(
                name: "ReviewAskedOn",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ReviewedOn",
                table: "Members");
        }
    }
}
