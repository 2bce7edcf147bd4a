using GraphQL;

namespace IdBellen.Api.GraphQL.Transport.Operations;

/// <summary>An operation that has a result, or has begun to give results.</summary>
public sealed class RunningOperation(ExecutionResult result, IDisposable? lease = null) : IDisposable
{
    /// <summary>The only result, unless there is a stream.</summary>
    public ExecutionResult Result => result;

    /// <summary>The results of a subscription.</summary>
    public IObservable<ExecutionResult>? Stream => result.Streams?.Values.FirstOrDefault();

    /// <summary>Null when the transport let it through.</summary>
    public OperationRefusedError? Refusal => result.Errors?.OfType<OperationRefusedError>().FirstOrDefault();

    public static RunningOperation Refused(OperationRefusedError refusal) => new(new ExecutionResult { Errors = [refusal] });

    public void Dispose() => lease?.Dispose();
}
