using IdBellen.Operator.Jobs;
using IdBellen.Operator.Municipalities;
using IdBellen.Operator.Platform;

namespace IdBellen.Operator;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: the platform database, the watch and the jobs are there.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", (PlatformReadiness platform, MunicipalityCache cache, JobServer jobs) =>
        {
            string[] missing =
            [
                .. platform.IsPrepared ? (string[])[] : ["the platform database is not ready"],
                .. cache.IsSynced ? (string[])[] : ["the municipalities are not listed yet"],
                .. jobs.IsRunning ? (string[])[] : ["the jobs do not run yet"],
            ];
            return missing.Length == 0 ? Results.Text("ok") : Results.Text(string.Join('\n', missing), statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}
