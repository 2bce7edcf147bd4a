using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Evaluation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "tenant",
                type: "text",
                nullable: false,
                defaultValue: "Europe/Amsterdam");

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

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_report_name",
                table: "evaluation_report",
                column: "name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_day");

            migrationBuilder.DropTable(
                name: "evaluation_report");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "tenant");
        }
    }
}
