using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    public partial class AccessLog_Records : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "data_subject_id",
                table: "session",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<Guid>(
                name: "trace_id",
                table: "session",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<Guid>(
                name: "data_subject_id",
                table: "data_access_log",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "exported_at",
                table: "data_access_log",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "processing_activity",
                table: "data_access_log",
                type: "text",
                nullable: false,
                defaultValue: "urn:idbellen:processing-activity:unknown");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "refused_at",
                table: "data_access_log",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "span_id",
                table: "data_access_log",
                type: "bytea",
                nullable: false,
                defaultValueSql: "substring(sha256(uuid_send(gen_random_uuid())) from 1 for 8)");

            migrationBuilder.AddColumn<Guid>(
                name: "trace_id",
                table: "data_access_log",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            // Rows that are there already: those of one session are one trace and one subject, the session's own where it still lives.
            migrationBuilder.Sql(
                """
                UPDATE data_access_log AS row SET (trace_id, data_subject_id) = (first.trace_id, first.data_subject_id)
                FROM (SELECT DISTINCT ON (session_id) session_id, trace_id, data_subject_id FROM data_access_log ORDER BY session_id, id) AS first
                WHERE first.session_id = row.session_id;
                UPDATE data_access_log AS row SET (trace_id, data_subject_id) = (session.trace_id, session.data_subject_id)
                FROM session WHERE session.id = row.session_id;
                """);

            migrationBuilder.CreateIndex(
                name: "ix_data_access_log_id",
                table: "data_access_log",
                column: "id",
                filter: "exported_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_data_access_log_id",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "data_subject_id",
                table: "session");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "session");

            migrationBuilder.DropColumn(
                name: "data_subject_id",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "exported_at",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "processing_activity",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "span_id",
                table: "data_access_log");

            migrationBuilder.DropColumn(
                name: "trace_id",
                table: "data_access_log");
        }
    }
}
