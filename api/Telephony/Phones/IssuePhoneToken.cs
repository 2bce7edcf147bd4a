using System.Security.Cryptography;
using System.Text;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>Issues the token with which a browser phone dials in. The database stores only its hash.</summary>
internal sealed class IssuePhoneToken(CurrentTenant current, TenantDbContext database, IOptions<PhoneOptions> options, TimeProvider time)
{
    // With the municipality's name of at most 40 characters it fits into an extension of Asterisk, which has at most 79.
    private const int TokenBytes = 16;

    /// <param name="agent">The signed-in agent.</param>
    /// <param name="callId">The agent's call; null for a check.</param>
    public async Task<PhoneConnection> ExecuteAsync(Actor.Person agent, Guid? callId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var (hash, expiresAt) = (HashOf(token), now + PhoneToken.Lifetime);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO phone_token (session_id, token_hash, call_id, expires_at) VALUES ({agent.SessionId}, {hash}, {callId}, {expiresAt})
             ON CONFLICT (session_id) DO UPDATE
             SET token_hash = excluded.token_hash, call_id = excluded.call_id, expires_at = excluded.expires_at
             """,
            cancellationToken);
        var origin = new Uri(current.Value.Origin);
        var address = new UriBuilder(origin) { Scheme = origin.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = PhoneRelay.Path };
        IReadOnlyList<IceServer> relays = options.Value.Turn.Urls.Count == 0 ? [] : [IceServer.Of(options.Value.Turn, now)];
        return new PhoneConnection(
            address.Uri.AbsoluteUri, $"sip:{current.Value.Name}.{token}@{origin.Host}", relays, expiresAt.UtcDateTime);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
