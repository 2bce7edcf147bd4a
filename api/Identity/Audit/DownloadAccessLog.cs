using System.IO.Pipelines;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Audit;

/// <summary>
/// Streams the whole access log to an admin, oldest first, as lines of OTLP, identical to what a receiver gets. Only a part of it is in
/// memory at a time, and no database connection is held while a slow client reads.
/// </summary>
internal sealed class DownloadAccessLog(CurrentTenant current, CurrentActor actor, TenantDbContext database)
{
    private const int AtOnce = 500;

    public Outcome<Func<PipeWriter, CancellationToken, Task>> Execute() =>
        actor.Admin is null ? actor.PersonRefusal : Outcome<Func<PipeWriter, CancellationToken, Task>>.Of(WriteAsync);

    private async Task WriteAsync(PipeWriter target, CancellationToken cancellationToken)
    {
        var resource = new AccessLogResource(current.Value.Name);
        var last = 0L;
        while (true)
        {
            var rows = await database.AccessLogRecords.AsNoTracking().Where(row => row.Id > last).OrderBy(row => row.Id).Take(AtOnce)
                .ToListAsync(cancellationToken);
            OtlpTraces.WriteLines(target, resource, rows);
            var flushed = await target.FlushAsync(cancellationToken);
            if (rows.Count < AtOnce || flushed.IsCompleted) return;
            last = rows[^1].Id;
        }
    }
}

internal static class AccessLogEndpoint
{
    public static void MapAccessLog(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/access-log.jsonl", HandleAsync);

    private static async Task HandleAsync(HttpContext context, CurrentTenant current, DownloadAccessLog download)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        var outcome = download.Execute();
        if (outcome.Refusal is { } refusal)
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            await response.WriteAsJsonAsync(
                new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } },
                context.RequestAborted);
            return;
        }
        response.ContentType = "application/jsonl";
        response.Headers.ContentDisposition = $"attachment; filename=\"access-log-{current.Value.Name}.jsonl\"";
        await outcome.Value(response.BodyWriter, context.RequestAborted);
    }
}
