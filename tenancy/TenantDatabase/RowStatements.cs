using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// SQL that returns rows, with the columns by name. A connection prepares what it repeats, and PostgreSQL refuses a prepared
/// <c>SELECT *</c> once a newer version of the schema has added a column (0A000).
/// </summary>
public static class RowStatements
{
    private static readonly ConcurrentDictionary<string, string> Columns = new(StringComparer.Ordinal);

    /// <summary>Reads rows and locks them until the end of the transaction.</summary>
    /// <param name="where">The condition, and what may follow it, such as <c>ORDER BY</c>.</param>
    /// <param name="strength">The row lock: a transaction that only needs the row to stay takes <c>SHARE</c>.</param>
    public static IQueryable<T> Locked<T>(this DbSet<T> rows, FormattableString where, string strength = "UPDATE")
        where T : class =>
        rows.FromSql(FormattableStringFactory.Create(
            $"SELECT {ColumnsOf(rows.EntityType)} FROM {rows.EntityType.GetTableName()} WHERE {where.Format} FOR {strength}",
            where.GetArguments()));

    /// <summary>Changes rows and returns them as they are then.</summary>
    /// <param name="update">The statement, without <c>RETURNING</c>.</param>
    public static IQueryable<T> Changed<T>(this DbSet<T> rows, FormattableString update)
        where T : class =>
        rows.FromSql(FormattableStringFactory.Create(
            $"{update.Format} RETURNING {ColumnsOf(rows.EntityType)}", update.GetArguments()));

    private static string ColumnsOf(IEntityType type) => Columns.GetOrAdd(type.GetTableName()!,
        (table, entity) => string.Join(", ", entity.GetProperties().Select(property => $"{table}.{property.GetColumnName()}")), type);
}
