using System.Security.Cryptography;
using IdBellen.Operator.Postgres;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// The sessions of signed-in admins, as rows of the platform database with the hash of a random key and no personal data. Deleting a row
/// invalidates every copy of its cookie at all replicas.
/// </summary>
internal sealed class AdminSessions(PostgresServer server, TimeProvider time)
{
    /// <summary>The lifetime of a session from sign-in, regardless of activity.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int KeyLength = 32;

    /// <returns>The key, for the cookie alone.</returns>
    public async Task<string> BeginAsync(CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var begin = connection.Command(
            """
            WITH expired AS (DELETE FROM dashboard_session WHERE expires_at <= @now)
            INSERT INTO dashboard_session (key_hash, expires_at) VALUES (@hash, @expires)
            """,
            ("hash", SHA256.HashData(key)), ("now", time.GetUtcNow()), ("expires", time.GetUtcNow() + Lifetime));
        await begin.ExecuteNonQueryAsync(cancellationToken);
        return WebEncoders.Base64UrlEncode(key);
    }

    public async Task<bool> LivesAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        return await connection.IsTrueAsync(
            "SELECT EXISTS (SELECT FROM dashboard_session WHERE key_hash = @hash AND expires_at > @now)", cancellationToken,
            ("hash", HashOf(key)), ("now", time.GetUtcNow()));
    }

    public async Task EndAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var end = connection.Command("DELETE FROM dashboard_session WHERE key_hash = @hash", ("hash", HashOf(key)));
        await end.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(WebEncoders.Base64UrlDecode(key));
}
