using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Calls;
using IdBellen.Api.Sessions;

namespace IdBellen.Api.GraphQL.Schema;

public sealed class Mutation
{
    /// <summary>Starts an IRMA session for a purpose. Refused before anything is disclosed when the municipality is closed or suspended, or outside its pilot.</summary>
    public static async Task<StartedSession> StartSession([FromServices] StartSession start, string purpose, CancellationToken cancellationToken) =>
        (await start.ExecuteAsync(purpose, cancellationToken)).OrRefuse();

    /// <summary>Ends the citizen's own session; what was disclosed is erased. Repeating it does no harm.</summary>
    public static async Task<SessionStatus> CancelSession([FromServices] CancelSession cancel, string statusToken, CancellationToken cancellationToken) =>
        (await cancel.ExecuteAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>Gives a waiting call to the signed-in agent. Exactly one of several agents who ask at once gets it.</summary>
    public static async Task<TakeCallResult> TakeCall([FromServices] TakeCall take, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await take.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Ends the agent's own call and erases the session, the attributes and the caller's number. Repeating it does no harm.</summary>
    public static async Task<FinishCallResult> FinishCall([FromServices] FinishCall finish, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await finish.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>The exchange hands over the digits that a caller dialled. The same call reference and attempt always get the same answer.</summary>
    public static async Task<MatchCodeResult> MatchCode(
        [FromServices] MatchCode match, string code, string callReference, int attempt, string? callerNumber, CancellationToken cancellationToken) =>
        (await match.ExecuteAsync(code, callReference, attempt, callerNumber, cancellationToken)).OrRefuse();

    /// <summary>
    /// The exchange reports what happens to a call. A repeated or reordered report does no harm. A call that is not known yet is refused when the municipality is closed or suspended, or outside its pilot.
    /// </summary>
    public static async Task<ReportCallResult> ReportCall(
        [FromServices] ReportCall report, string callReference, ReportedCallState state, string? callerNumber, CancellationToken cancellationToken) =>
        (await report.ExecuteAsync(callReference, state, callerNumber, cancellationToken)).OrRefuse();

    /// <summary>Creates an account; the answer holds a one-time link with which its owner sets a password. For municipal admins.</summary>
    public static async Task<CreatedAccount> CreateAccount(
        [FromServices] CreateAccount create, string email, string displayName, Role role, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(email, displayName, role, cancellationToken)).OrRefuse();
}
