using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    public partial class PhoneTokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "phone_token",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_phone_token", x => x.session_id);
                    table.ForeignKey(
                        name: "fk_phone_token_call_call_id",
                        column: x => x.call_id,
                        principalTable: "call",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_phone_token_signed_in_session_session_id",
                        column: x => x.session_id,
                        principalTable: "signed_in_session",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_phone_token_call_id",
                table: "phone_token",
                column: "call_id");

            migrationBuilder.CreateIndex(
                name: "ix_phone_token_token_hash",
                table: "phone_token",
                column: "token_hash",
                unique: true);
        }
    }
}
