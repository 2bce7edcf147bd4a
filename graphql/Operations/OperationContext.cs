namespace IdBellen.GraphQL.Operations;

/// <summary>What an operation runs with.</summary>
internal sealed record OperationContext
{
    /// <summary>Admits what the client asks for.</summary>
    public required IClientAdmission Client { get; init; }

    /// <summary>The services of this operation alone.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>GET must be safe (RFC 9110 section 9.2.1).</summary>
    public bool IsQueriesOnly { get; init; }

    /// <summary>Whether the transport supports more than one result.</summary>
    public bool CanStream { get; init; }

    /// <summary>The client left.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
