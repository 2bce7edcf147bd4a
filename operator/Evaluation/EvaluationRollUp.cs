using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Operator.Evaluation;

/// <summary>
/// Adds a municipality's counted events to its daily sums, then copies these to the platform database. The two databases cannot commit
/// together: the first half is one transaction, the second writes absolute sums and is idempotent, so that every event is counted exactly
/// once despite crashes.
/// </summary>
internal sealed class EvaluationRollUp(PostgresServer server)
{
    private const string AddToDays =
        """
        INSERT INTO evaluation_day (day, purpose, measure, seconds, count, copied)
        SELECT day, purpose, measure, seconds, count, false
            FROM unnest(@days, @purposes, @measures, @seconds, @counts) AS counted (day, purpose, measure, seconds, count)
        ON CONFLICT (day, purpose, measure, seconds) DO UPDATE SET count = evaluation_day.count + excluded.count, copied = false
        """;

    private const string CopyDays =
        """
        INSERT INTO evaluation_day (tenant_uid, day, purpose, measure, seconds, count)
        SELECT @uid, day, purpose, measure, seconds, count
            FROM unnest(@days, @purposes, @measures, @seconds, @counts) AS counted (day, purpose, measure, seconds, count)
        ON CONFLICT (tenant_uid, day, purpose, measure, seconds) DO UPDATE SET count = excluded.count
            WHERE evaluation_day.count <> excluded.count
        """;

    /// <param name="inside">Open, to the municipality's database, with its owner's rights; not pooled.</param>
    /// <param name="uid">The UID of a municipality in the platform database.</param>
    /// <param name="zone">The time zone of the municipality's days.</param>
    /// <param name="everything">Copies also the days that were copied before, should the platform database have lost some.</param>
    public async Task RunAsync(NpgsqlConnection inside, string uid, TimeZoneInfo zone, bool everything, CancellationToken cancellationToken)
    {
        await AdvisoryLocks.Evaluation.TakeAsync(inside, cancellationToken);
        await AddUpAsync(inside, zone, cancellationToken);
        await CopyAsync(inside, uid, everything, cancellationToken);
    }

    /// <summary>The first half.</summary>
    public static async Task AddUpAsync(NpgsqlConnection inside, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await using var transaction = await inside.BeginTransactionAsync(cancellationToken);
        var noted = new List<EvaluationEvent>();
        await using (var take = inside.Command("DELETE FROM evaluation_event RETURNING at, purpose, measure, seconds, count"))
        await using (var reader = await take.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) noted.Add(Noted(reader));
        }
        if (noted.Count == 0) return;
        await using var add = inside.Command(AddToDays);
        Bind(add, CountedRow.Sum(noted, zone));
        await add.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task CopyAsync(NpgsqlConnection inside, string uid, bool everything, CancellationToken cancellationToken)
    {
        var rows = new List<CountedRow>();
        await using (var read = inside.Command(
            "SELECT day, purpose, measure, seconds, count FROM evaluation_day WHERE @everything OR NOT copied", ("everything", everything)))
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) rows.Add(CountedRows.Read(reader));
        }
        if (rows.Count == 0) return;
        await using (var platform = await server.Platform.OpenConnectionAsync(cancellationToken))
        await using (var copy = platform.Command(CopyDays, ("uid", uid)))
        {
            Bind(copy, rows);
            await copy.ExecuteNonQueryAsync(cancellationToken);
        }
        await inside.ExecuteAsync($"UPDATE evaluation_day SET copied = true WHERE NOT copied", cancellationToken);
    }

    private static EvaluationEvent Noted(NpgsqlDataReader reader) => new()
    {
        At = reader.GetFieldValue<DateTimeOffset>(0),
        Purpose = reader.GetString(1),
        Measure = Enum.Parse<Measure>(reader.GetString(2)),
        Seconds = reader.GetInt32(3),
        Count = reader.GetInt64(4),
    };

    private static void Bind(NpgsqlCommand command, IReadOnlyList<CountedRow> rows)
    {
        command.Parameters.AddWithValue("days", rows.Select(row => row.Day).ToArray());
        command.Parameters.AddWithValue("purposes", rows.Select(row => row.Purpose).ToArray());
        command.Parameters.AddWithValue("measures", rows.Select(row => row.Measure.ToString()).ToArray());
        command.Parameters.AddWithValue("seconds", rows.Select(row => row.Seconds).ToArray());
        command.Parameters.AddWithValue("counts", rows.Select(row => row.Count).ToArray());
    }
}
