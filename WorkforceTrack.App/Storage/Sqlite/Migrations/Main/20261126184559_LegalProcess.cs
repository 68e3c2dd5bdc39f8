using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WorkforceTrack.App.Storage.Sqlite.Migrations.Main
{
    /// <inheritdoc />
    public partial class LegalProcess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CasePart",
                table: "Mail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseDocuments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Case = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Part = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseDocuments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseParts",
                columns: table => new
                {
                    Evidence = table.Column<Guid>(type: "TEXT", nullable: false),
                    Case = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<Guid>(type: "TEXT", nullable: false),
                    NameSalt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    NameCommitment = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Held = table.Column<string>(type: "TEXT", nullable: false),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsOver = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseParts", x => x.Evidence);
                });

            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Waits = table.Column<string>(type: "TEXT", nullable: false),
                    TurnsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    HasPackage = table.Column<bool>(type: "INTEGER", nullable: false),
                    File = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedIntake = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseSteps",
                columns: table => new
                {
                    Case = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Move = table.Column<string>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Staff = table.Column<Guid>(type: "TEXT", nullable: true),
                    SealedWords = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseSteps", x => new { x.Case, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Engagements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    DraftedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedOrganisation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    NameHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DocumentHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ConfirmedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ListHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CertificateHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Engagements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HiddenEntries",
                columns: table => new
                {
                    Entry = table.Column<Guid>(type: "TEXT", nullable: false),
                    Part = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HiddenEntries", x => x.Entry);
                });

            migrationBuilder.CreateTable(
                name: "IncidentParts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Incident = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentParts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EngagedPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Engagement = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsContact = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SealedAddress = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EngagedPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EngagedPeople_Engagements_Engagement",
                        column: x => x.Engagement,
                        principalTable: "Engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EngagementDocuments",
                columns: table => new
                {
                    Engagement = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EngagementDocuments", x => new { x.Engagement, x.Kind });
                    table.ForeignKey(
                        name: "FK_EngagementDocuments_Engagements_Engagement",
                        column: x => x.Engagement,
                        principalTable: "Engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EngagementScope",
                columns: table => new
                {
                    Evidence = table.Column<Guid>(type: "TEXT", nullable: false),
                    Engagement = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EngagementScope", x => x.Evidence);
                    table.ForeignKey(
                        name: "FK_EngagementScope_Engagements_Engagement",
                        column: x => x.Engagement,
                        principalTable: "Engagements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CaseDocuments_Case",
                table: "CaseDocuments",
                column: "Case");

            migrationBuilder.CreateIndex(
                name: "IX_CaseParts_Case_Member",
                table: "CaseParts",
                columns: new[] { "Case", "Member" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseParts_Member",
                table: "CaseParts",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_CaseParts_Recipient",
                table: "CaseParts",
                column: "Recipient",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_NextDueAt_Reference",
                table: "Cases",
                columns: new[] { "NextDueAt", "Reference" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ReceivedAt",
                table: "Cases",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Reference",
                table: "Cases",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_TurnsAt",
                table: "Cases",
                column: "TurnsAt");

            migrationBuilder.CreateIndex(
                name: "IX_EngagedPeople_Engagement",
                table: "EngagedPeople",
                column: "Engagement");

            migrationBuilder.CreateIndex(
                name: "IX_Engagements_Step",
                table: "Engagements",
                column: "Step");

            migrationBuilder.CreateIndex(
                name: "IX_EngagementScope_Engagement",
                table: "EngagementScope",
                column: "Engagement");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentParts_Incident",
                table: "IncidentParts",
                column: "Incident");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseDocuments");

            migrationBuilder.DropTable(
                name: "CaseParts");

            migrationBuilder.DropTable(
                name: "Cases");

            migrationBuilder.DropTable(
                name: "CaseSteps");

            migrationBuilder.DropTable(
                name: "EngagedPeople");

            migrationBuilder.DropTable(
                name: "EngagementDocuments");

            migrationBuilder.DropTable(
                name: "EngagementScope");

            migrationBuilder.DropTable(
                name: "HiddenEntries");

            migrationBuilder.DropTable(
                name: "IncidentParts");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropTable(
                name: "Engagements");

            migrationBuilder.DropColumn(
                name: "CasePart",
                table: "Mail");
        }
    }
}
