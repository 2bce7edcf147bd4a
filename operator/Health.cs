using IdBellen.Operator.Jobs;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Operator.Platform;

namespace IdBellen.Operator;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: the platform database, the watch and the jobs are working.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", (PlatformReadiness platform, MunicipalityCache cache, ClusterDefinition definition, JobServer jobs) =>
        {
            string[] missing =
            [
                .. platform.IsPrepared ? (string[])[] : [platform.Obstacle ?? "the platform database is not ready"],
                .. cache.IsSynced ? (string[])[] : ["the municipalities are not listed yet"],
                .. definition.LastMissing is { Count: 0 } ? (string[])[] : ["the CustomResourceDefinition in the cluster is older than "
                    + "this operator, or has not been read yet"],
                .. jobs.IsRunning ? (string[])[] : ["the jobs are not running yet"],
            ];
            return missing.Length == 0
                ? Results.Text("ok") : Results.Text(string.Join('\n', missing), statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}
