using IdBellen.Tenancy.Postgres;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TenantDbContext))]
    [Migration("20261130181500_MatchCode")]
    public partial class MatchCode : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqlFile.Beside(typeof(TenantDbContext), "MatchCode").With());
        }
    }
}
