using System.Net;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>
/// The network address that a request, or an operation on a WebSocket, came from. Operations on one WebSocket run concurrently, and its
/// <see cref="HttpContext"/> is not safe for that, so use cases take the address from here.
/// </summary>
internal sealed class CurrentAddress
{
    /// <summary>Null in background work, and for connections without an IP address.</summary>
    public IPAddress? Value { get; set; }
}
