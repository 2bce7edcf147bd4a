using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using IdBellen.Api.GraphQL.Transport;
using IdBellen.Api.GraphQL.Transport.Operations;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using Npgsql;

namespace IdBellen.Api.GraphQL;

/// <summary>A refusal on its way to the client.</summary>
public sealed class RefusalError : ExecutionError
{
    public RefusalError(Refusal refusal)
        : base(refusal.Message) => Code = refusal.Code;
}

public static class OutcomeToGraphQL
{
    /// <summary>The value, or the refusal as a GraphQL error.</summary>
    /// <exception cref="RefusalError">It was refused.</exception>
    public static T OrRefuse<T>(this Outcome<T> outcome) =>
        outcome.Refusal is { } refusal ? throw new RefusalError(refusal) : outcome.Value;
}

/// <summary>What leaves the server of an error: a stable code and a text of ours, never that of an exception.</summary>
public sealed class ErrorTexts : ErrorInfoProvider
{
    private const string InternalText = "Something went wrong on our side. Try again later.";

    public override ErrorInfo GetInfo(ExecutionError executionError)
    {
        var (message, code) = executionError switch
        {
            RefusalError refusal => (refusal.Message, refusal.Code!),
            IStableError ours => (ours.Message, ours.StableCode),
            TimeoutError => ("The answer took too long. Try again later.", ErrorCodes.Timeout),
            DocumentError document => (WithoutValues(document.Message), ErrorCodes.BadRequest),
            RequestError request => (WithoutValues(request.Message), ErrorCodes.BadRequest),
            _ when executionError.GetBaseException() is TenantGoneException => (Refusal.MunicipalityUnknown.Message, Refusal.MunicipalityUnknown.Code),
            _ when IsDatabase(executionError) => (Refusal.DatabaseUnavailable.Message, Refusal.DatabaseUnavailable.Code),
            _ => (InternalText, ErrorCodes.Internal),
        };
        return new ErrorInfo { Message = message, Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code } };
    }

    // The first sentence names the argument, variable or field; what follows may repeat the value, which can be a code or a number.
    private static string WithoutValues(string message) =>
        message.IndexOf(". ", StringComparison.Ordinal) is var end and >= 0 ? message[..(end + 1)] : message;

    private static bool IsDatabase(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            // A PostgresException is an answer of the database: ours to explain, unless it says that it is not there.
            if (cause is PostgresException answer) return answer.IsTransient || answer.SqlState.StartsWith("57", StringComparison.Ordinal) || answer.SqlState.StartsWith("28", StringComparison.Ordinal);
            if (cause is NpgsqlException or System.Net.Sockets.SocketException) return true;
        }
        return false;
    }
}
