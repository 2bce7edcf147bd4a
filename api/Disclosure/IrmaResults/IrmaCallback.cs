using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// The endpoint to which the IRMA server posts results (irmago adds a trailing slash to the URL). irmago posts before it responds to the
/// app, so the response is sent as soon as the body is read, and the result is processed afterwards. What cannot be processed is fetched by
/// the next poll. The signature in the result is the proof; the ticket in the URL only permits reading it.
/// </summary>
internal static class IrmaCallback
{
    public const string Path = "/irma/callback";

    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(1);

    public static void MapIrmaCallback(this IEndpointRouteBuilder endpoints) => endpoints.MapPost($"{Path}/{{ticket}}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string ticket, HttpContext http, CurrentTenant current, TenantDbContext database, ReceivedResults received, ResultBudget budget,
        FollowedSessions followed, IOptions<FollowUpOptions> options, TimeProvider time)
    {
        var tenant = current.Value;
        if (!CallbackTicket.TryRead(tenant, ticket, out var found)) return Results.NotFound();
        var id = found.Value;
        if (await IsAwaitedAsync(id, database, time, http.RequestAborted) is not { } isAwaited) return Later();
        // Do not read the body of a result that is not awaited.
        if (!isAwaited) return Results.NotFound();
        if (http.Request.ContentLength > ResultSize.MaxBytes) return TooLarge();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ResultSize.MaxBytes + 1;

        ResultLease? lease = null;
        try
        {
            lease = budget.Open(tenant.Uid);
            using var inTime = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            inTime.CancelAfter(options.Value.CallbackPatience);
            var body = await ResultBody.ReadAsync(http.Request.Body, lease, inTime.Token);
            if (body.Value is null || !received.TryTake(new ReceivedResult(tenant.Uid, id, body.Value, lease)))
                return body.Failure == IrmaFailure.TooLarge ? TooLarge() : Later();
            // The consumer releases the lease.
            lease = null;
            return Results.NoContent();
        }
        catch (Exception fault) when (fault is IOException or BadHttpRequestException or OperationCanceledException
            && !http.RequestAborted.IsCancellationRequested)
        {
            return fault is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? TooLarge() : Later();
        }
        finally
        {
            lease?.Dispose();
        }

        // A poll verifies this, because the request is not signed.
        IResult TooLarge()
        {
            followed.Hurry(id);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        IResult Later()
        {
            followed.Hurry(id);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <returns>Null if the database does not respond in time.</returns>
    private static async Task<bool?> IsAwaitedAsync(
        Guid id, TenantDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(DatabasePatience);
        try
        {
            return await database.Sessions.Undecided(time.GetUtcNow()).AnyAsync(session => session.Id == id, inTime.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
