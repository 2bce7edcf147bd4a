using System.Net.Sockets;
using System.Text;
using IdBellen.Api.Platform.Refusals;
using Npgsql;

namespace IdBellen.Api.Platform.Faults;

/// <summary>The error that a client gets for an exception: never the exception's text.</summary>
/// <param name="Code">A stable code; see docs/graphql.md.</param>
/// <param name="Message">A message that says what to change.</param>
/// <param name="RetryAfter">The time to wait before a retry.</param>
internal sealed record Fault(int Status, string Code, string Message, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    public static readonly Fault Internal =
        new(StatusCodes.Status500InternalServerError, "INTERNAL", "Something went wrong on our side. Try again later.");

    /// <summary>
    /// Whether the cause is external: the client, or an unavailable server. Such faults are counted, without a stack trace.
    /// </summary>
    public bool IsOutside => Status != StatusCodes.Status500InternalServerError;

    public static Fault Of(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } known) return known;
        }
        return Internal;
    }

    private static Fault? Known(Exception cause) => cause switch
    {
        IRefused refused => Of(refused.Status, refused.Refusal),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(StatusCodes.Status413PayloadTooLarge, "REQUEST_TOO_LARGE", "The request is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new(StatusCodes.Status408RequestTimeout, "TIMEOUT", "The request took too long to arrive. Send it again."),
        BadHttpRequestException bad => new(bad.StatusCode, "BAD_REQUEST", "The request is not well-formed."),
        // Input validation should have refused these: text that PostgreSQL cannot store, and unpaired surrogates.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            or EncoderFallbackException =>
            Of(StatusCodes.Status400BadRequest, Refusal.TextInvalid),
        // An error of the database is internal, unless it reports that the database is unavailable.
        PostgresException answer => IsAway(answer) ? Away : Internal,
        NpgsqlException or SocketException => Away,
        _ => null,
    };

    private static Fault Away => Of(StatusCodes.Status503ServiceUnavailable, Refusal.DatabaseUnavailable);

    // Class 57: operator intervention; 28: the login is refused; 53: out of connections, memory or disk; 55000 and 3D000: the database
    // takes no connections, or is gone (PostgreSQL, appendix A).
    private static bool IsAway(PostgresException answer) =>
        answer.IsTransient || answer.SqlState is ['5', '7', ..] or ['2', '8', ..] or ['5', '3', ..] or "55000" or "3D000";

    private static Fault Of(int status, Refusal refusal) =>
        new(status, refusal.Code, refusal.Message, status == StatusCodes.Status503ServiceUnavailable ? Moment : null);
}
