namespace IdBellen.Api.GraphQL.Transport.WebSockets;

/// <summary>Who is at the other end of a WebSocket.</summary>
public interface ISocketCallers
{
    /// <param name="upgrade">The request that was upgraded, with its cookie and headers.</param>
    /// <param name="authorization">As an Authorization header would say; from <c>connection_init</c>, for clients that can't set headers.</param>
    /// <returns>Null: what was shown is not valid.</returns>
    ISocketCaller? Identify(HttpContext upgrade, string? authorization);
}

/// <summary>The other end of one WebSocket.</summary>
public interface ISocketCaller
{
    /// <summary>The services for one operation of this caller. His rights are looked at anew each time.</summary>
    Task<AsyncServiceScope> OpenScopeAsync(CancellationToken cancellationToken);
}
