using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IdBellen.Api.Platform.Tenants;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// The last path segment of the callback URL of a session: the session's id, which is partly guessable, and a signature under a key of the
/// municipality. Only the IRMA server that received it can cause a body to be read or a database to be queried.
/// </summary>
internal static class CallbackTicket
{
    private const int IdLength = 32;

    public static string Of(Tenant tenant, Guid sessionId) =>
        $"{sessionId:N}-{Base64UrlEncoder.Encode(tenant.Callbacks.Of($"{sessionId:N}"))}";

    /// <summary>Verifies a ticket without any I/O. A ticket of another municipality is invalid.</summary>
    public static bool TryRead(Tenant tenant, string ticket, [NotNullWhen(true)] out Guid? sessionId)
    {
        sessionId = null;
        if (ticket.Length <= IdLength || !Guid.TryParseExact(ticket[..IdLength], "N", out var id)) return false;
        var isOurs = CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(ticket), System.Text.Encoding.UTF8.GetBytes(Of(tenant, id)));
        if (isOurs) sessionId = id;
        return isOurs;
    }
}
