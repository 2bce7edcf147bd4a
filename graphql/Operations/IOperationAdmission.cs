using GraphQLParser.AST;

namespace IdBellen.Api.GraphQL.Transport.Operations;

/// <summary>Whether an operation may run now, by who asks and how much of his runs already.</summary>
public interface IOperationAdmission
{
    /// <param name="operation">Query, mutation or subscription.</param>
    /// <param name="connection">By which the request came; for a WebSocket the one that was upgraded.</param>
    /// <param name="services">Those that the operation runs with.</param>
    AdmissionVerdict Admit(OperationType operation, HttpContext connection, IServiceProvider services);
}

/// <summary>The answer.</summary>
/// <param name="Refusal">Null: it may run.</param>
/// <param name="Lease">To be disposed of when the operation has ended.</param>
public readonly record struct AdmissionVerdict(OperationRefusedError? Refusal, IDisposable? Lease);
