using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Tenant_Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<TimeSpan>(
                name: "retention",
                table: "tenant",
                type: "interval",
                nullable: false,
                defaultValueSql: "interval '60 minutes'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "retention",
                table: "tenant");
        }
    }
}
