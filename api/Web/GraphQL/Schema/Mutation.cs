using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Accounts;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Calls.Invitations;
using IdBellen.Api.Sessions;

namespace IdBellen.Api.GraphQL.Schema;

public sealed class Mutation
{
    /// <summary>
    /// Starts an IRMA session for a purpose. Refused before anything is disclosed when the municipality is closed or suspended, or outside its pilot. For a call from another phone the page must be paired with the app (pairSession), and shows number and code after the disclosure.
    /// </summary>
    public static async Task<StartedSession> StartSession(
        [FromServices] StartSession start, string purpose, CancellationToken cancellationToken, bool anotherPhone = false) =>
        (await start.ExecuteAsync(purpose, anotherPhone, cancellationToken)).OrRefuse();

    /// <summary>Hands over the four digits that the app shows, in a session for another phone. Wrong for the third time, they end the session.</summary>
    public static async Task<SessionStatus> PairSession(
        [FromServices] PairSession pair, string statusToken, string digits, CancellationToken cancellationToken) =>
        (await pair.ExecuteAsync(statusToken, digits, cancellationToken)).OrRefuse();

    /// <summary>Starts an IRMA session with the code of an agent's invitation, during the call.</summary>
    public static async Task<StartedSession> StartInvitedSession([FromServices] StartInvitedSession start, string code, CancellationToken cancellationToken) =>
        (await start.ExecuteAsync(code, cancellationToken)).OrRefuse();

    /// <summary>Ends the citizen's own session; what was disclosed is erased. Repeating it does no harm.</summary>
    public static async Task<SessionStatus> CancelSession([FromServices] CancelSession cancel, string statusToken, CancellationToken cancellationToken) =>
        (await cancel.ExecuteAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>Gives a waiting call to the signed-in agent. Exactly one of several agents who ask at once gets it.</summary>
    public static async Task<TakeCallResult> TakeCall([FromServices] TakeCall take, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await take.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Gives the agent's own call back to the queue, to its old place.</summary>
    public static async Task<ReleaseCallResult> ReleaseCall([FromServices] ReleaseCall release, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await release.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Passes the agent's own call on to a colleague who is there and free.</summary>
    public static async Task<TransferCallResult> TransferCall(
        [FromServices] TransferCall transfer, [Id] Guid callId, [Id] Guid colleagueId, CancellationToken cancellationToken) =>
        (await transfer.ExecuteAsync(callId, colleagueId, cancellationToken)).OrRefuse();

    /// <summary>Invites the caller of the agent's own call to identify now. A new invitation replaces an older one.</summary>
    public static async Task<Invitation> InviteCaller(
        [FromServices] InviteCaller invite, [Id] Guid callId, string purpose, CancellationToken cancellationToken) =>
        (await invite.ExecuteAsync(callId, purpose, cancellationToken)).OrRefuse();

    /// <summary>The four digits that the caller reads out from his page; when they are right, what he disclosed joins the call. Three tries.</summary>
    public static async Task<ConfirmCallerResult> ConfirmCaller(
        [FromServices] ConfirmCaller confirm, [Id] Guid callId, string digits, CancellationToken cancellationToken) =>
        (await confirm.ExecuteAsync(callId, digits, cancellationToken)).OrRefuse();

    /// <summary>Begins or ends the agent's break.</summary>
    public static async Task<Viewer> SetAvailability([FromServices] SetAvailability set, bool available, CancellationToken cancellationToken) =>
        (await set.ExecuteAsync(available, cancellationToken)).OrRefuse();

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

    /// <summary>Creates an account; its owner sets a password with a one-time link, which is mailed or else in the answer. For municipal admins.</summary>
    public static async Task<AccountWithLink> CreateAccount(
        [FromServices] CreateAccount create, string email, string displayName, Role role, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(email, displayName, role, cancellationToken)).OrRefuse();

    /// <summary>Deletes an account and ends its sessions at once; a call that it has goes back to the queue. For municipal admins.</summary>
    public static async Task<DeletedAccount> DeleteAccount([FromServices] DeleteAccount delete, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>Takes an account out of use, with the same effect on sessions and calls, or gives it back. For municipal admins.</summary>
    public static async Task<AccountView> SetAccountDisabled(
        [FromServices] SetAccountDisabled set, [Id] Guid accountId, bool disabled, CancellationToken cancellationToken) =>
        (await set.ExecuteAsync(accountId, disabled, cancellationToken)).OrRefuse();

    /// <summary>Voids the password and all sessions of an account; its owner sets a new one with a one-time link, which is mailed or else in the answer. For municipal admins.</summary>
    public static async Task<AccountWithLink> ResetPassword([FromServices] ResetPassword reset, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await reset.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>Removes authenticator app and recovery codes of an account and ends its sessions. For municipal admins.</summary>
    public static async Task<AccountView> ResetSecondFactor([FromServices] ResetSecondFactor reset, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await reset.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>Gives an account these roles and no others; holds from its next request on. For municipal admins.</summary>
    public static async Task<AccountView> ChangeRoles(
        [FromServices] ChangeRoles change, [Id] Guid accountId, IReadOnlyList<Role> roles, CancellationToken cancellationToken) =>
        (await change.ExecuteAsync(accountId, roles, cancellationToken)).OrRefuse();
}
