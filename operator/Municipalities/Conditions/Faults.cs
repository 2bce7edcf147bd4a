using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using k8s.Autorest;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Conditions;

/// <summary>
/// Describes external faults, which may require human action, by a reason and a message. Anything else is a bug and is thrown.
/// </summary>
internal static class Faults
{
    public static (string Reason, string Message)? Describe(Exception fault) => fault switch
    {
        PostgresException { IsTransient: true } => Unreachable,
        // The message text names objects, never values; the detail would quote them.
        PostgresException refused => ("DatabaseRefused", $"PostgreSQL reports an error: {refused.MessageText} (SQLSTATE "
            + $"{refused.SqlState})."),
        // Npgsql has no code for a server without TLS, so match the start of the message.
        NpgsqlException { InnerException: AuthenticationException }
            or NpgsqlException { InnerException: null, Message: ['S', 'S', 'L', ..] } => Untrusted,
        NpgsqlException or SocketException or TimeoutException => Unreachable,
        HttpOperationException { Response.StatusCode: HttpStatusCode.Conflict } => null,
        HttpOperationException refused => ("ApiServerRefused",
            $"The Kubernetes API server returned HTTP {(int)refused.Response.StatusCode} to the operator; check the operator's RBAC "
                + "permissions and the server."),
        HttpRequestException => ("ApiServerUnreachable", "The Kubernetes API server does not respond; the operator retries automatically."),
        { InnerException: { } inner } => Describe(inner),
        _ => null,
    };

    /// <summary>A conflicting concurrent write to a resource: expected, and resolved by reconciling again.</summary>
    public static bool IsConflict(Exception fault) => fault is HttpOperationException { Response.StatusCode: HttpStatusCode.Conflict };

    private static (string Reason, string Message) Untrusted => ("DatabaseUntrusted",
        "PostgreSQL does not offer TLS, or its certificate is not trusted; nothing was sent to it. Check the server's certificate, and "
            + "SSL Mode and Root Certificate in Platform__ConnectionString.");

    private static (string Reason, string Message) Unreachable =>
        ("DatabaseUnreachable", "PostgreSQL does not respond; the operator retries automatically.");
}
