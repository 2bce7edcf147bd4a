namespace IdBellen.GraphQL.Operations;

/// <summary>Decides whether an operation, connection or buffer of a client is admitted, given its current usage.</summary>
public interface IOperationAdmission
{
    /// <summary>
    /// Reads who the client is, before any operation runs. An <see cref="HttpContext"/> is not safe for concurrent use, and the operations
    /// of a WebSocket run concurrently, so they get the answer and never the context.
    /// </summary>
    /// <param name="request">A request, or the upgrade of a WebSocket.</param>
    IClientAdmission For(HttpContext request);
}
