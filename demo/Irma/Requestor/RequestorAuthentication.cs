using System.Security.Cryptography;
using System.Text;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary>
/// Authorizes the start of sessions. Without a configured token, a request must not have an Authorization header; otherwise the header must
/// be exactly that token (no <c>Bearer</c>). Only <c>POST /session</c> checks it; JWT requestors (hmac, publickey) are not configured on
/// the stand-in.
/// </summary>
internal static class RequestorAuthentication
{
    /// <returns>Null if the request is authorized.</returns>
    public static IrmaError? Refuse(HttpRequest request, string? token)
    {
        var type = request.ContentType ?? "";
        var authorization = request.Headers.Authorization.ToString();
        var json = type.StartsWith("application/json", StringComparison.Ordinal);
        if (json && (authorization.Length == 0) == (token is null))
        {
            return token is null || IsSame(authorization, token) ? null : IrmaError.RequestorUnauthorized;
        }
        return json || type.StartsWith("text/plain", StringComparison.Ordinal)
            ? IrmaError.InvalidRequest("request could not be authenticated")
            : IrmaError.InvalidRequest("Unsupported Content-Type: " + type);
    }

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
