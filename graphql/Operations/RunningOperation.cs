using GraphQL;
using IdBellen.GraphQL.Requests;

namespace IdBellen.GraphQL.Operations;

/// <summary>An operation with a single result or a stream of results.</summary>
internal sealed class RunningOperation(ExecutionResult result, IDisposable? lease = null) : IDisposable
{
    /// <summary>The single result; not used with a stream.</summary>
    public ExecutionResult Result => result;

    /// <summary>The results of a subscription.</summary>
    public IObservable<ExecutionResult>? Stream => result.Streams?.Values.FirstOrDefault();

    /// <summary>Null when the transport let it through.</summary>
    public OperationRefusedError? Refusal => result.Errors?.OfType<OperationRefusedError>().FirstOrDefault();

    public static RunningOperation Refused(OperationRefusedError refusal) => new(new ExecutionResult { Errors = [refusal] });

    public void Dispose() => lease?.Dispose();
}
