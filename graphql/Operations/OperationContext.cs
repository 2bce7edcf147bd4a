namespace IdBellen.Api.GraphQL.Transport.Operations;

/// <summary>What an operation runs with.</summary>
public sealed record OperationContext
{
    /// <summary>By which the request came; for a WebSocket the one that was upgraded.</summary>
    public required HttpContext Connection { get; init; }

    /// <summary>The services of this operation alone.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>GET must be safe (RFC 9110 section 9.2.1).</summary>
    public bool IsQueriesOnly { get; init; }

    /// <summary>Whether the client can be sent more than one result.</summary>
    public bool CanStream { get; init; }

    /// <summary>The client left.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
