using System.Text.Json;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Reads an attribute that is too large for the live lists, such as a portrait, for the agent who took the call. The access was recorded
/// when the agent took it.
/// </summary>
internal sealed class ReadLargeAttribute(CurrentTenant current, CurrentActor actor, TenantDbContext database, ReadLiveCall read)
{
    /// <returns>The value as issued.</returns>
    public async Task<Outcome<string>> ExecuteAsync(Guid callId, string identifier, CancellationToken cancellationToken)
    {
        if (actor.Agent is not { } agent) return actor.PersonRefusal;
        if (await read.ExecuteAsync(callId, cancellationToken) is not { } call) return Refusal.CallEnded;
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        // Nothing after the deadline, when the call no longer has attributes.
        if (!call.Attributes.Any(attribute => attribute.IsLarge && attribute.Id == identifier) || call.SessionId is not { } sessionId)
            return Refusal.AttributeUnknown;
        var row = await database.LargeAttributes.AsNoTracking().Where(large => large.SessionId == sessionId)
            .Join(database.Sessions, large => large.SessionId, session => session.Id,
                (large, session) => new { large.Sealed, session.KeyId })
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null || await current.Value.SlotKeys.FindAsync(row.KeyId, cancellationToken) is not { } key)
            return Refusal.AttributeUnknown;
        return JsonSerializer.Deserialize<List<VerifiedAttribute>>(key.Open(row.Sealed, sessionId, SealedColumns.LargeAttributes))!
            .FirstOrDefault(attribute => attribute.Id == identifier)?.Raw is { } value
            ? Outcome<string>.Of(value) : Refusal.AttributeUnknown;
    }
}

internal static class LargeAttributeEndpoint
{
    /// <summary>The first bytes of every JPEG.</summary>
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    public static void MapLargeAttributes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/calls/{id:guid}/attributes/{identifier}", HandleAsync);

    public static string AddressOf(Guid callId, string identifier) => $"/calls/{callId}/attributes/{identifier}";

    private static async Task<IResult> HandleAsync(
        Guid id, string identifier, HttpContext context, ReadLargeAttribute read, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var outcome = await read.ExecuteAsync(id, identifier, cancellationToken);
        if (outcome.Refusal is { } refusal)
            return Results.Json(new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } },
                statusCode: StatusCodes.Status403Forbidden);
        // The browser must not interpret the value as a page.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return PhotoIn(outcome.Value) is { } photo
            ? Results.Bytes(photo, "image/jpeg") : Results.Text(outcome.Value, "text/plain; charset=utf-8");
    }

    // Issuers write portraits in base64.
    private static byte[]? PhotoIn(string value)
    {
        var bytes = new byte[(value.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(value, bytes, out var length) && bytes.AsSpan(0, length).StartsWith(Jpeg)
            ? bytes[..length] : null;
    }
}
