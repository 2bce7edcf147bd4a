using IdBellen.Tenancy.Postgres;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TenantDbContext))]
    [Migration("20261130203000_HotCalls")]
    public partial class HotCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var name in new[] { "EraseCall", "ReportCall", "TakeCall", "FinishCall" })
                migrationBuilder.Sql(SqlFile.Beside(typeof(TenantDbContext), name).With());
        }
    }
}
