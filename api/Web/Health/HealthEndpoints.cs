using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Replicas;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Api.Web.Health;

/// <summary>
/// <c>/healthz</c>: the process runs. <c>/readyz</c>: it has listed the municipalities, reaches the platform database, has reported to the
/// operator, and its clock is correct; otherwise the response says what is missing. Served on any host.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void UseHealth(this IApplicationBuilder app)
    {
        app.Map("/healthz", branch => branch.Run(context => AnswerAsync(context, obstacle: null)));
        app.Map("/readyz", branch => branch.Run(async context => await AnswerAsync(context, await ObstacleAsync(context))));
    }

    private static Task AnswerAsync(HttpContext context, string? obstacle)
    {
        context.Response.StatusCode = obstacle is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(obstacle ?? "ok", context.RequestAborted);
    }

    private static async Task<string?> ObstacleAsync(HttpContext context)
    {
        var replica = context.RequestServices.GetRequiredService<ReplicaReport>();
        if (!replica.KeepsSessions) return SessionKeeping.Problem;
        if (!await ReachesDatabaseAsync(context)) return "the platform database is unreachable";
        if (!context.RequestServices.GetRequiredService<ServedTenants>().HasSynced) return "the municipalities are not listed yet";
        if (!replica.IsCurrent) return "this replica has not yet reported its credentials to the operator";
        return replica.IsClockRight ? null : "the clock differs from the database's by more than a second";
    }

    private static async Task<bool> ReachesDatabaseAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await using var command =
                context.RequestServices.GetRequiredService<PlatformDataSource>().Value.CreateCommand("SELECT 1 FROM follow_up LIMIT 1");
            await command.ExecuteScalarAsync(patience.Token);
            return true;
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }
}
