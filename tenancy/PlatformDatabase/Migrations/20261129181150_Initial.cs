using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accepted_spec",
                columns: table => new
                {
                    uid = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    generation = table.Column<long>(type: "bigint", nullable: true),
                    spec = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pruned_generation = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accepted_spec", x => x.uid);
                });

            migrationBuilder.CreateTable(
                name: "dashboard_session",
                columns: table => new
                {
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dashboard_session", x => x.key_hash);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_report",
                columns: table => new
                {
                    tenant_uid = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    report = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluation_report", x => x.tenant_uid);
                });

            migrationBuilder.CreateTable(
                name: "follower",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    alive_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follower", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "replica",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    synced = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replica", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teardown",
                columns: table => new
                {
                    uid = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teardown", x => x.uid);
                });

            migrationBuilder.CreateTable(
                name: "tenant",
                columns: table => new
                {
                    uid = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    wrap_up = table.Column<TimeSpan>(type: "interval", nullable: false),
                    admitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'-infinity'"),
                    delete_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    oldest_record_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    provisioned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    purged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retention = table.Column<TimeSpan>(type: "interval", nullable: false, defaultValueSql: "interval '60 minutes'"),
                    access_log_waiting = table.Column<long>(type: "bigint", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false, defaultValue: "Europe/Amsterdam")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant", x => x.uid);
                });

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    tenant_uid = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => new { x.kind, x.value });
                    table.ForeignKey(
                        name: "fk_claim_accepted_spec_tenant_uid",
                        column: x => x.tenant_uid,
                        principalTable: "accepted_spec",
                        principalColumn: "uid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "follow_up",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_uid = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_up", x => x.session_id);
                    table.ForeignKey(
                        name: "fk_follow_up_follower_owner",
                        column: x => x.owner,
                        principalTable: "follower",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "replica_tenant",
                columns: table => new
                {
                    replica_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_uid = table.Column<string>(type: "text", nullable: false),
                    secret_version = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replica_tenant", x => new { x.replica_id, x.tenant_uid });
                    table.ForeignKey(
                        name: "fk_replica_tenant_replica_replica_id",
                        column: x => x.replica_id,
                        principalTable: "replica",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "evaluation_day",
                columns: table => new
                {
                    tenant_uid = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluation_day", x => new { x.tenant_uid, x.day, x.purpose, x.measure, x.seconds });
                    table.ForeignKey(
                        name: "fk_evaluation_day_tenant_tenant_uid",
                        column: x => x.tenant_uid,
                        principalTable: "tenant",
                        principalColumn: "uid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_claim_tenant_uid",
                table: "claim",
                column: "tenant_uid");

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_report_name",
                table: "evaluation_report",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_owner",
                table: "follow_up",
                column: "owner");

            migrationBuilder.CreateIndex(
                name: "ix_replica_tenant_tenant_uid",
                table: "replica_tenant",
                column: "tenant_uid");

            migrationBuilder.CreateIndex(
                name: "ix_tenant_name",
                table: "tenant",
                column: "name",
                unique: true);
        }
    }
}
