using IdBellen.Api.Events;
using IdBellen.Api.Replicas;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Health;

/// <summary>
/// <c>/healthz</c>: the process runs. <c>/readyz</c>: it knows the municipalities, reaches the platform database, has told the operator
/// what it uses, and its clock is right; else the answer says what is missing. On any host.
/// </summary>
public static class HealthEndpoints
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
        if (!await ReachesDatabaseAsync(context)) return "the platform database can't be reached";
        if (!context.RequestServices.GetRequiredService<TenantRegistry>().HasSynced) return "the municipalities are not listed yet";
        if (!replica.IsCurrent) return "the operator does not know yet which credentials this replica uses";
        return replica.IsClockRight ? null : "the clock differs from the database's by more than a second";
    }

    private static async Task<bool> ReachesDatabaseAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = context.RequestServices.GetRequiredService<PlatformDataSource>().Value.CreateCommand("SELECT 1 FROM follow_up LIMIT 1");
            await command.ExecuteScalarAsync(patience.Token);
            return true;
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }
}
