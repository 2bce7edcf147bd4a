using GraphQL;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>
/// Redeems the token of a browser phone that dials in, for the exchange, before it answers. One statement deletes the token, so it works
/// once, and checks that the agent still has the call.
/// </summary>
internal sealed class RedeemPhoneToken(CurrentTenant current, CurrentActor actor, TenantDbContext database, TimeProvider time)
{
    public async Task<Outcome<RedeemedPhone>> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (!actor.IsExchange) return Refusal.ExchangeOnly;
        if (!current.Value.Policy.HasBrowserPhones) return Refusal.PhoneTokenInvalid;
        var (hash, now) = (IssuePhoneToken.HashOf(token), time.GetUtcNow());
        var silentSince = now - Call.SilenceLimit;
        var redeemed = await database.Database.SqlQuery<Redeemed>(
            $"""
             DELETE FROM phone_token USING signed_in_session AS session
             WHERE token_hash = {hash} AND phone_token.expires_at > {now} AND session.id = session_id AND session.expires_at > {now}
                 AND (call_id IS NULL OR EXISTS (SELECT FROM call WHERE call.id = call_id AND taken_by = session.account_id
                     AND hung_up_at IS NULL AND last_heard_at > {silentSince}))
             RETURNING session.account_id, (SELECT call_reference FROM call WHERE call.id = call_id) AS call_reference
             """).ToListAsync(cancellationToken);
        return redeemed is [var phone]
            ? new RedeemedPhone(phone.CallReference is null ? PhoneKind.Echo : PhoneKind.Call, phone.CallReference, phone.AccountId)
            : Refusal.PhoneTokenInvalid;
    }

    private sealed record Redeemed(Guid AccountId, string? CallReference);
}

/// <summary>What the phone with this token may be connected with.</summary>
internal sealed record RedeemedPhone(PhoneKind Kind, string? CallReference, Guid AgentId)
{
    public PhoneKind Kind { get; } = Kind;

    /// <summary>The exchange's identifier of the call; null for an echo.</summary>
    public string? CallReference { get; } = CallReference;

    /// <summary>The agent whose phone it is. When <c>assignments</c> gives the call to another agent, disconnect this phone.</summary>
    [Id]
    public Guid AgentId { get; } = AgentId;
}

internal enum PhoneKind
{
    /// <summary>Connect the phone with the call.</summary>
    Call,

    /// <summary>Connect the phone with an echo; it has no call.</summary>
    Echo,
}
