using GraphQLParser.AST;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Operations;

/// <summary>Admits what one client asks for, on one connection. Safe for concurrent use.</summary>
public interface IClientAdmission
{
    /// <param name="operation">Query, mutation or subscription.</param>
    /// <param name="services">The services of the operation.</param>
    AdmissionVerdict Admit(OperationType operation, IServiceProvider services);

    /// <summary>Admits a WebSocket. The lease ends with the socket, or when its client is identified.</summary>
    AdmissionVerdict AdmitSocket() => default;

    /// <summary>Reserves bytes of requests for the client of this connection.</summary>
    /// <returns>False, without anything to release, if the limit would be exceeded.</returns>
    bool TryHold(int count) => true;

    /// <summary>Releases reserved bytes.</summary>
    void Release(int count)
    {
    }
}

/// <summary>The answer.</summary>
/// <param name="Refusal">Null: it may.</param>
/// <param name="Lease">Dispose of it when the operation has ended.</param>
public readonly record struct AdmissionVerdict(OperationRefusedError? Refusal, IDisposable? Lease);
