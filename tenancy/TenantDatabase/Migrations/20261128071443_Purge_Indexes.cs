using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Purge_Indexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_session_code_expires_at",
                table: "session",
                column: "code_expires_at",
                filter: "state = 'Disclosed'");

            migrationBuilder.CreateIndex(
                name: "ix_session_created_at",
                table: "session",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_ended_call_ended_at",
                table: "ended_call",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_code_attempt_at",
                table: "code_attempt",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_call_arrived_at",
                table: "call",
                column: "arrived_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_session_code_expires_at",
                table: "session");

            migrationBuilder.DropIndex(
                name: "ix_session_created_at",
                table: "session");

            migrationBuilder.DropIndex(
                name: "ix_ended_call_ended_at",
                table: "ended_call");

            migrationBuilder.DropIndex(
                name: "ix_code_attempt_at",
                table: "code_attempt");

            migrationBuilder.DropIndex(
                name: "ix_call_arrived_at",
                table: "call");
        }
    }
}
