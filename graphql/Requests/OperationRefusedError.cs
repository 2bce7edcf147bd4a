using GraphQL;
using GraphQL.Validation;

namespace IdBellen.GraphQL.Requests;

/// <summary>An error whose code and message are sent to the client unchanged.</summary>
public interface IStableError
{
    string StableCode { get; }

    string Message { get; }
}

/// <summary>The operation was refused before anything of it was executed.</summary>
/// <param name="code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="message">A sentence that says what to change.</param>
/// <param name="retryAfter">The time to wait before a retry.</param>
public sealed class OperationRefusedError(
    string code, string message, int status = StatusCodes.Status400BadRequest, TimeSpan? retryAfter = null)
    : ExecutionError(message), IStableError
{
    public string StableCode => code;

    public int Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>A document that asks too much.</summary>
internal sealed class DocumentLimitError(string code, string message) : ValidationError(message), IStableError
{
    public string StableCode => code;
}
