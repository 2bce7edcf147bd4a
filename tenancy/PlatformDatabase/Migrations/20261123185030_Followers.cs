using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdBellen.Tenancy.PlatformDatabase.Migrations
{
    /// <inheritdoc />
    public partial class Followers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_follow_up_due_at",
                table: "follow_up");

            migrationBuilder.DropColumn(
                name: "lease_until",
                table: "follow_up");

            migrationBuilder.DropColumn(
                name: "looks",
                table: "follow_up");

            // Not renamed: what stands in it names no follower.
            migrationBuilder.DropColumn(
                name: "lease_owner",
                table: "follow_up");

            migrationBuilder.AddColumn<Guid>(
                name: "owner",
                table: "follow_up",
                type: "uuid",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_owner",
                table: "follow_up",
                column: "owner");

            migrationBuilder.AddForeignKey(
                name: "fk_follow_up_follower_owner",
                table: "follow_up",
                column: "owner",
                principalTable: "follower",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_follow_up_follower_owner",
                table: "follow_up");

            migrationBuilder.DropTable(
                name: "follower");

            migrationBuilder.DropIndex(
                name: "ix_follow_up_owner",
                table: "follow_up");

            migrationBuilder.DropColumn(
                name: "owner",
                table: "follow_up");

            migrationBuilder.AddColumn<Guid>(
                name: "lease_owner",
                table: "follow_up",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lease_until",
                table: "follow_up",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "looks",
                table: "follow_up",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_due_at",
                table: "follow_up",
                column: "due_at");
        }
    }
}
