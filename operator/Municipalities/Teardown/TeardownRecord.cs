using System.Text.Json;
using IdBellen.Operator.Postgres;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// The row of one teardown in the platform database. It outlives the operator and the municipality: what is written here before an act is
/// known after it, even if the operator or the database server crashes in between: each write sets synchronous_commit, because a server
/// whose default is off forgets what it has confirmed in the last moments.
/// </summary>
internal sealed class TeardownRecord
{
    private readonly NpgsqlConnection connection;
    private readonly string uid;

    private TeardownRecord(NpgsqlConnection connection, string uid)
    {
        this.connection = connection;
        this.uid = uid;
    }

    /// <summary>Null until something may be taken down.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    public TeardownFacts Facts { get; private set; } = new();

    /// <summary>The signed receipt, byte for byte; null until it is signed.</summary>
    public string? Receipt { get; private set; }

    /// <param name="connection">A connection to the platform database, open for as long as the record is used.</param>
    /// <param name="uid">The UID of the resource that is being deleted.</param>
    public static async Task<TeardownRecord> LoadAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        var record = new TeardownRecord(connection, uid);
        await using var command = connection.Command("SELECT begun_at, facts::text, receipt FROM teardown WHERE uid = @uid", ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return record;
        record.BegunAt = await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken);
        record.Facts = JsonSerializer.Deserialize<TeardownFacts>(reader.GetString(1), JsonSerializerOptions.Web)!;
        record.Receipt = await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2);
        return record;
    }

    public async Task BeginAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            INSERT INTO teardown (uid, name, begun_at, facts)
            SELECT @uid, @name, @now, '{}' WHERE set_config('synchronous_commit', 'on', true) = 'on' ON CONFLICT DO NOTHING
            """,
            ("uid", uid), ("name", name), ("now", now));
        await command.ExecuteNonQueryAsync(cancellationToken);
        BegunAt = now;
    }

    /// <summary>Writes what a stage has found; nothing when it is known already.</summary>
    public async Task AddAsync(Func<TeardownFacts, TeardownFacts> change, CancellationToken cancellationToken)
    {
        var (known, changed) = (JsonSerializer.Serialize(Facts, JsonSerializerOptions.Web), change(Facts));
        var text = JsonSerializer.Serialize(changed, JsonSerializerOptions.Web);
        if (text == known) return;
        await using var command =
            connection.Command(
                "UPDATE teardown SET facts = @facts::jsonb WHERE uid = @uid AND set_config('synchronous_commit', 'on', true) = 'on'",
                ("uid", uid), ("facts", text));
        await command.ExecuteNonQueryAsync(cancellationToken);
        Facts = changed;
    }

    /// <summary>Records the start of a stage. Repetitions keep the first time.</summary>
    public Task EnterAsync(string stage, DateTimeOffset now, CancellationToken cancellationToken) =>
        Facts.BeganAt(stage) is null
            ? AddAsync(facts => facts with { Stages = [.. facts.Stages, new StageBegin(stage, now)] }, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Stores the receipt permanently; an existing one is kept.</summary>
    public async Task SealAsync(string receipt, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            UPDATE teardown SET receipt = coalesce(receipt, @receipt)
            WHERE uid = @uid AND set_config('synchronous_commit', 'on', true) = 'on' RETURNING receipt
            """,
            ("uid", uid), ("receipt", receipt));
        Receipt = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
