using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class AccessLog_Waiting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "access_log_waiting",
                table: "tenant",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "access_log_waiting",
                table: "tenant");
        }
    }
}
