using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Admission_Replicas_Teardowns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "admitted_at",
                table: "tenant",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "delete_at",
                table: "tenant",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "oldest_record_at",
                table: "tenant",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "provisioned_at",
                table: "tenant",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "purged_at",
                table: "tenant",
                type: "timestamp with time zone",
                nullable: true);

            // Those that are there have a database, and the purge may not miss one of them.
            migrationBuilder.Sql("UPDATE tenant SET admitted_at = now(), provisioned_at = now()");

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

            migrationBuilder.CreateIndex(
                name: "ix_replica_tenant_tenant_uid",
                table: "replica_tenant",
                column: "tenant_uid");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "replica_tenant");

            migrationBuilder.DropTable(
                name: "teardown");

            migrationBuilder.DropTable(
                name: "replica");

            migrationBuilder.DropColumn(
                name: "admitted_at",
                table: "tenant");

            migrationBuilder.DropColumn(
                name: "delete_at",
                table: "tenant");

            migrationBuilder.DropColumn(
                name: "oldest_record_at",
                table: "tenant");

            migrationBuilder.DropColumn(
                name: "provisioned_at",
                table: "tenant");

            migrationBuilder.DropColumn(
                name: "purged_at",
                table: "tenant");
        }
    }
}
