namespace IdBellen.GraphQL.WebSockets;

/// <summary>Identifies the clients of WebSockets.</summary>
public interface ISocketClients
{
    /// <param name="upgrade">The request that was upgraded, with its cookie and headers.</param>
    /// <param name="authorization">The value of an Authorization header, from <c>connection_init</c>, for clients that cannot set
    /// headers.</param>
    /// <returns>Null: what was shown is not valid.</returns>
    ISocketClient? Identify(HttpContext upgrade, string? authorization);
}

/// <summary>The client of one WebSocket.</summary>
public interface ISocketClient
{
    /// <summary>Whether the client is identified. Identified clients do not count towards the limit of their address.</summary>
    bool IsKnown => false;

    /// <summary>Creates the services for one operation of this client. Its rights are checked again each time.</summary>
    Task<AsyncServiceScope> OpenScopeAsync(CancellationToken cancellationToken);

    /// <summary>Reports an exception that ended an operation before its execution or in its stream; the client gets a code.</summary>
    void Failed(Exception fault)
    {
    }
}
