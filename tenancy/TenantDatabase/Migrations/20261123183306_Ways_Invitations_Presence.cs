using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Ways_Invitations_Presence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_data_access_log_session_id_account_id_action",
                table: "data_access_log");

            migrationBuilder.AlterColumn<byte[]>(
                name: "code_hash",
                table: "session",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddColumn<Guid>(
                name: "call_id",
                table: "session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "frontend_sealed",
                table: "session",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "shown_digits_sealed",
                table: "session",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "way",
                table: "session",
                type: "text",
                nullable: false,
                defaultValue: "SamePhone");

            migrationBuilder.AddColumn<int>(
                name: "wrong_digits",
                table: "session",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "link",
                table: "data_access_log",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_heard_at",
                table: "call",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "transferred_by",
                table: "call",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "way",
                table: "call",
                type: "text",
                nullable: true);

            // Calls that are live while this runs; the default above is for replicas of before.
            migrationBuilder.Sql("UPDATE call SET way = 'SamePhone' WHERE identified");

            migrationBuilder.CreateTable(
                name: "agent_presence",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    available = table.Column<bool>(type: "boolean", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_presence", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    code_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    uses = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => x.call_id);
                    table.ForeignKey(
                        name: "fk_invitation_call_call_id",
                        column: x => x.call_id,
                        principalTable: "call",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wrong_code",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    caller_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wrong_code", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_session_call_id",
                table: "session",
                column: "call_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_access_log_session_id_account_id_action",
                table: "data_access_log",
                columns: new[] { "session_id", "account_id", "action" },
                unique: true,
                filter: "action = 'overview'");

            migrationBuilder.CreateIndex(
                name: "ix_invitation_code_hash",
                table: "invitation",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wrong_code_at",
                table: "wrong_code",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_wrong_code_caller_hash_at",
                table: "wrong_code",
                columns: new[] { "caller_hash", "at" });

            migrationBuilder.AddForeignKey(
                name: "fk_session_calls_call_id",
                table: "session",
                column: "call_id",
                principalTable: "call",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_session_calls_call_id",
                table: "session");

            migrationBuilder.DropTable(
                name: "agent_presence");

            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "wrong_code");

            migrationBuilder.DropIndex(
                name: "ix_session_call_id",
                table: "session");

            migrationBuilder.DropIndex(
                name: "ix_data_access_log_session_id_account_id_action",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "call_id",
                table: "session");

            migrationBuilder.DropColumn(
                name: "frontend_sealed",
                table: "session");

            migrationBuilder.DropColumn(
                name: "shown_digits_sealed",
                table: "session");

            migrationBuilder.DropColumn(
                name: "way",
                table: "session");

            migrationBuilder.DropColumn(
                name: "wrong_digits",
                table: "session");

            migrationBuilder.DropColumn(
                name: "link",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "last_heard_at",
                table: "call");

            migrationBuilder.DropColumn(
                name: "transferred_by",
                table: "call");

            migrationBuilder.DropColumn(
                name: "way",
                table: "call");

            migrationBuilder.AlterColumn<byte[]>(
                name: "code_hash",
                table: "session",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_data_access_log_session_id_account_id_action",
                table: "data_access_log",
                columns: new[] { "session_id", "account_id", "action" },
                unique: true);
        }
    }
}
