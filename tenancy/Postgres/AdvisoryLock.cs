using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace IdBellen.Tenancy.Postgres;

/// <summary>A lock that PostgreSQL identifies by a number. <see cref="AdvisoryLocks"/> lists all of them.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The key is a constant, and its subject a parameter.")]
public sealed record AdvisoryLock
{
    private const string Subject = "subject";

    private readonly LockScope scope;
    private readonly string key;
    private readonly string? subject;

    private AdvisoryLock(LockScope scope, string key, string? subject = null)
    {
        this.scope = scope;
        this.key = key;
        this.subject = subject;
    }

    /// <summary>A statement that waits for the lock. Not for a lock of a subject.</summary>
    public string Wait => $"SELECT {(scope == LockScope.Session ? "pg_advisory_lock" : "pg_advisory_xact_lock")}({key})";

    /// <summary>An expression that takes the lock and is true, unless another holds it. Not for a lock of a subject.</summary>
    public string Try => $"{(scope == LockScope.Session ? "pg_try_advisory_lock" : "pg_try_advisory_xact_lock")}({key})";

    /// <summary>Waits for the lock, as the first part of a batch.</summary>
    public NpgsqlBatchCommand InBatch()
    {
        var command = new NpgsqlBatchCommand(Wait);
        if (subject is not null) command.Parameters.AddWithValue(Subject, subject);
        return command;
    }

    /// <summary>Waits for the lock.</summary>
    public async Task TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, Wait);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Waits for the lock.</summary>
    public Task TakeAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.ExecuteSqlRawAsync(Wait, subject is null ? [] : [new NpgsqlParameter(Subject, subject)], cancellationToken);

    /// <returns>False when another holds it.</returns>
    public async Task<bool> TryTakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"SELECT {Try}");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Releases a lock of this session before the session ends.</summary>
    public async Task ReleaseAsync(NpgsqlConnection connection)
    {
        await using var command = Command(connection, $"SELECT pg_advisory_unlock({key})");
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <param name="name">A constant name, without quotes.</param>
    internal static AdvisoryLock Named(LockScope scope, [ConstantExpected] string name) => new(scope, Hash($"'{name}'", LockKind.Named));

    internal static AdvisoryLock Numbered([ConstantExpected] int first, [ConstantExpected] int second) =>
        new(LockScope.Transaction, new Number(first) + ", " + new Number(second));

    internal static AdvisoryLock Of(LockScope scope, LockKind kind, string subject) => new(scope, Hash($"@{Subject}", kind), subject);

    /// <summary>A lock on the subject in a column.</summary>
    internal static AdvisoryLock OfColumn(LockScope scope, LockKind kind, [ConstantExpected] string column) =>
        new(scope, Hash(column, kind));

    private static string Hash(string text, LockKind kind) => $"hashtextextended({text}, {new Number((int)kind)})";

    private NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        var command = new NpgsqlCommand(text, connection);
        if (subject is not null) command.Parameters.AddWithValue(Subject, subject);
        return command;
    }
}

/// <summary>The lifetime of a lock.</summary>
internal enum LockScope
{
    /// <summary>Until the end of the transaction.</summary>
    Transaction,

    /// <summary>Until it is released, or the connection ends.</summary>
    Session,
}

/// <summary>The kind of a key. Equal texts of different kinds are different locks.</summary>
internal enum LockKind
{
    Call = 0,
    CallerNumber = 1,
    Named = 2,
    Tenant = 3,
}
