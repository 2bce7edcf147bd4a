using System.Net;
using System.Net.Sockets;
using k8s.Autorest;
using Npgsql;

namespace IdBellen.Operator.Municipalities;

/// <summary>Faults of the world around us that a person may have to mend, as a reason and a sentence. Anything else is a bug and is thrown.</summary>
public static class Faults
{
    public static (string Reason, string Message)? Describe(Exception fault) => fault switch
    {
        PostgresException { IsTransient: true } => Unreachable,
        // The message text names objects, never values; the detail would quote them.
        PostgresException refused => ("DatabaseRefused", $"PostgreSQL refuses: {refused.MessageText} (SQLSTATE {refused.SqlState})."),
        NpgsqlException or SocketException or TimeoutException => Unreachable,
        HttpOperationException { Response.StatusCode: HttpStatusCode.Conflict } => null,
        HttpOperationException refused => ("ApiServerRefused",
            $"The Kubernetes API server answers {(int)refused.Response.StatusCode} to a request of the operator; check its rights and the server."),
        HttpRequestException => ("ApiServerUnreachable", "The Kubernetes API server does not answer; this is tried again by itself."),
        { InnerException: { } inner } => Describe(inner),
        _ => null,
    };

    /// <summary>Somebody changed a resource while we worked on it: ordinary, and mended by looking again.</summary>
    public static bool IsConflict(Exception fault) => fault is HttpOperationException { Response.StatusCode: HttpStatusCode.Conflict };

    private static (string Reason, string Message) Unreachable =>
        ("DatabaseUnreachable", "PostgreSQL does not answer; this is tried again by itself.");
}
