using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using IdBellen.Api.Platform.Faults;
using IdBellen.Api.Platform.Refusals;
using IdBellen.GraphQL.Requests;

namespace IdBellen.Api.Web.GraphQL.Errors;

/// <summary>A refusal as a GraphQL error.</summary>
internal sealed class RefusalError : ExecutionError
{
    public RefusalError(Refusal refusal)
        : base(refusal.Message) => (Code, Next) = (refusal.Code, refusal.Next);

    /// <summary>The next step of a telephone exchange; null for other clients.</summary>
    public string? Next { get; }
}

internal static class OutcomeToGraphQL
{
    /// <summary>The value, or the refusal as a GraphQL error.</summary>
    /// <exception cref="RefusalError">It was refused.</exception>
    public static T OrRefuse<T>(this Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? throw new RefusalError(refusal) : outcome.Value;
}

/// <summary>Formats errors for clients: a stable code and a fixed message, never an exception's text.</summary>
internal sealed class ErrorTexts : ErrorInfoProvider
{
    public override ErrorInfo GetInfo(ExecutionError executionError)
    {
        var (message, code) = executionError switch
        {
            RefusalError refusal => (refusal.Message, refusal.Code!),
            IStableError ours => (ours.Message, ours.StableCode),
            TimeoutError => ("The answer took too long. Try again later.", ErrorCodes.Timeout),
            DocumentError document => (WithoutValues(document.Message), ErrorCodes.BadRequest),
            RequestError request => (WithoutValues(request.Message), ErrorCodes.BadRequest),
            _ => Told(Fault.Of(executionError)),
        };
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        if (executionError is RefusalError { Next: { } next }) extensions["next"] = next;
        return new ErrorInfo { Message = message, Extensions = extensions };
    }

    private static (string Message, string Code) Told(Fault fault) => (fault.Message, fault.Code);

    // The first sentence names the argument, variable or field; what follows may repeat the value, which can be a code or a number.
    private static string WithoutValues(string message) =>
        message.IndexOf(". ", StringComparison.Ordinal) is var end and >= 0 ? message[..(end + 1)] : message;
}
