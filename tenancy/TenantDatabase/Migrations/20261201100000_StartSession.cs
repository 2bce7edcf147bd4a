using IdBellen.Tenancy.Postgres;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.TenantDatabase.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TenantDbContext))]
    [Migration("20261201100000_StartSession")]
    public partial class StartSession : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql(SqlFile.Beside(typeof(TenantDbContext), "StartSession").With());
    }
}
