using IdBellen.Tenancy.Evaluation;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Operator.Evaluation;

/// <summary>
/// <c>evaluation-report --municipality NAME</c>: prints the evaluation reports of deleted municipalities of that name. Read-only.
/// </summary>
internal static class EvaluationReportCommand
{
    public const string Word = "evaluation-report";

    private const int Good = 0;
    private const int NoneKept = 1;
    private const int Misunderstood = 2;

    private const string Usage =
        """
        usage: evaluation-report --municipality NAME [--csv]

          NAME    of a municipality that was deleted; of namesakes each has a report of its own, the oldest first
          --csv   the newest as a table, instead of all as a JSON array

        Platform__ConnectionString must hold the operator's connection string to the platform database.
        exit status: 0 printed, 1 no report is kept under that name, 2 the question can't be understood, or the database not be reached
        """;

    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, string? connectionString, TextWriter output, TextWriter errors)
    {
        var (name, isTable) = arguments switch
        {
            ["--municipality", var only] => (only, false),
            ["--municipality", var first, "--csv"] => (first, true),
            ["--csv", "--municipality", var last] => (last, true),
            _ => (null, false),
        };
        if (name is null) return await RefuseAsync(errors, "Specify a municipality.");
        if (string.IsNullOrWhiteSpace(connectionString)) return await RefuseAsync(errors, "Set Platform__ConnectionString.");
        try
        {
            await using var connection =
                await PostgresAddress.Parse(connectionString, "id-bellen-report").OpenAsync(CancellationToken.None);
            var reports = await EvaluationReports.ListAsync(connection, name, CancellationToken.None);
            if (reports.Count == 0)
            {
                await errors.WriteLineAsync($"There is no report for {name}: it has not been deleted yet, or nothing was counted.");
                return NoneKept;
            }
            await output.WriteAsync(isTable
                ? EvaluationCsv.Of(KeptReport.Parse(reports[^1]).Evaluation) : $"[{string.Join(",\n", reports)}]\n");
            return Good;
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            // Without the fault's message, which may contain the connection string.
            var cause = (fault as PostgresException)?.MessageText ?? new SafeFault(fault).Kind;
            return await RefuseAsync(errors, $"The platform database can't be read: {cause}.");
        }
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string what)
    {
        await errors.WriteLineAsync(what);
        await errors.WriteLineAsync(Usage);
        return Misunderstood;
    }
}
