using System.Security.Cryptography;
using System.Text;
using IdBellen.Demo.Irma.Http;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary>
/// Who may start sessions: anybody who sends no Authorization header, or with a configured token only who sends exactly that token
/// (no <c>Bearer</c>). Only <c>POST /session</c> asks; JWT requestors (hmac, publickey) are not configured on the stand-in.
/// </summary>
internal static class RequestorAuthentication
{
    /// <returns>Null when the request may go on.</returns>
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
