using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Telephones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_connected",
                table: "call",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "telephone",
                table: "audit_log",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "telephone",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_telephone", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "telephone_choice",
                columns: table => new
                {
                    telephone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rings = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_telephone_choice", x => x.telephone_id);
                    table.ForeignKey(
                        name: "fk_telephone_choice_signed_in_session_session_id",
                        column: x => x.session_id,
                        principalTable: "signed_in_session",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_telephone_choice_telephone_telephone_id",
                        column: x => x.telephone_id,
                        principalTable: "telephone",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_telephone_name",
                table: "telephone",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_telephone_number",
                table: "telephone",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_telephone_choice_account_id",
                table: "telephone_choice",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_telephone_choice_session_id",
                table: "telephone_choice",
                column: "session_id");
        }
    }
}
