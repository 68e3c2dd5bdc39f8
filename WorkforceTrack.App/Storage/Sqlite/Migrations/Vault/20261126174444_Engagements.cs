using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Vault
{
    /// <inheritdoc />
    public partial class Engagements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "Engaged",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EngagementSubjects",
                columns: table => new
                {
                    Ref = table.Column<Guid>(type: "TEXT", nullable: false),
                    Evidence = table.Column<Guid>(type: "TEXT", nullable: false),
                    Engagement = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EngagementSubjects", x => x.Ref);
                    table.ForeignKey(
                        name: "FK_EngagementSubjects_People_Person",
                        column: x => x.Person,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_People_Engaged",
                table: "People",
                column: "Engaged",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EngagementSubjects_Engagement_Person",
                table: "EngagementSubjects",
                columns: new[] { "Engagement", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EngagementSubjects_Evidence",
                table: "EngagementSubjects",
                column: "Evidence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EngagementSubjects_Person",
                table: "EngagementSubjects",
                column: "Person");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EngagementSubjects");

            migrationBuilder.DropIndex(
                name: "IX_People_Engaged",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Engaged",
                table: "People");
        }
    }
}
