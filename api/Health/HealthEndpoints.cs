using IdBellen.Api.Events;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Health;

/// <summary><c>/healthz</c>: the process runs. <c>/readyz</c>: it knows the municipalities and reaches the platform database. On any host.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void UseHealth(this IApplicationBuilder app)
    {
        app.Map("/healthz", branch => branch.Run(context => AnswerAsync(context, ready: true)));
        app.Map("/readyz", branch => branch.Run(async context => await AnswerAsync(context, await IsReadyAsync(context))));
    }

    private static Task AnswerAsync(HttpContext context, bool ready)
    {
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(ready ? "ok" : "not ready", context.RequestAborted);
    }

    private static async Task<bool> IsReadyAsync(HttpContext context)
    {
        if (!context.RequestServices.GetRequiredService<TenantRegistry>().HasSynced) return false;
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
