using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Evaluation;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace IdBellen.Operator.Evaluation;

/// <summary>The evaluations of deleted municipalities, kept in the platform database because a pilot is evaluated after it ends.</summary>
internal sealed class EvaluationReports(IOptions<EvaluationOptions> options, TimeProvider time)
{
    public int Threshold => options.Value.Threshold;

    /// <summary>Creates the report from a municipality's daily sums in the platform database. The caller removes the sums.</summary>
    /// <param name="connection">A connection to the platform database, in the caller's transaction.</param>
    /// <param name="municipality">The resource that is being deleted.</param>
    /// <returns>False when nothing was ever counted; nothing is kept then.</returns>
    public async Task<bool> KeepAsync(NpgsqlConnection connection, Municipality municipality, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(connection, municipality.Uid, cancellationToken);
        if (rows.Count == 0) return false;
        var (from, until, spec) = (rows.Min(row => row.Day), rows.Max(row => row.Day), municipality.Spec);
        var report = new KeptReport(
            municipality.Metadata.Name, spec.DisplayName, municipality.Uid, from, until, time.GetUtcNow(),
            spec.Purposes.ToDictionary(purpose => purpose.Name, purpose => purpose.Title, StringComparer.Ordinal),
            PilotEvaluation.Of(rows, spec.Purposes.Select(purpose => purpose.Name), Threshold));
        await using var keep = connection.Command(
            """
            INSERT INTO evaluation_report (tenant_uid, name, "from", until, made_at, report)
                VALUES (@uid, @name, @from, @until, @madeAt, @report)
            ON CONFLICT (tenant_uid) DO NOTHING
            """,
            ("uid", municipality.Uid), ("name", municipality.Metadata.Name), ("from", from), ("until", until), ("madeAt", report.MadeAt));
        keep.Parameters.Add(new NpgsqlParameter("report", NpgsqlDbType.Json) { Value = report.ToJson() });
        await keep.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    /// <summary>The kept reports of all municipalities that ever had a name, as they were written, the oldest first.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        await connection.TextsAsync(
            "SELECT report::text FROM evaluation_report WHERE name = @name ORDER BY made_at", cancellationToken, ("name", name));

    private static async Task<List<CountedRow>> ReadAsync(NpgsqlConnection connection, string uid, CancellationToken cancellationToken)
    {
        await using var command =
            connection.Command("SELECT day, purpose, measure, seconds, count FROM evaluation_day WHERE tenant_uid = @uid", ("uid", uid));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<CountedRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(CountedRows.Read(reader));
        return rows;
    }
}
