using GraphQL;
using IdBellen.Api.Disclosure.Sessions;
using IdBellen.Api.Identity.Accounts;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Telephony.Citizens;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Telephony.Invitations;
using IdBellen.Api.Telephony.Live;
using IdBellen.Api.Telephony.Phones;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Api.Telephony.Telephones;
using IdBellen.Api.Web.GraphQL.Errors;

namespace IdBellen.Api.Web.GraphQL.Schema;

internal sealed class Mutation
{
    /// <summary>
    /// Starts an IRMA session for a purpose. Refused when the municipality is closed, suspended or outside its pilot. For a call from
    /// another phone, the page must be paired with the app (<c>pairSession</c>); it can show the number and code after the disclosure.
    /// </summary>
    public static async Task<StartedSession> StartSession(
        [FromServices] StartSession start, string purpose, CancellationToken cancellationToken, bool anotherPhone = false) =>
        (await start.ExecuteAsync(purpose, anotherPhone, cancellationToken)).OrRefuse();

    /// <summary>
    /// Submits the four digits that the app shows, in a session for another phone. A third wrong attempt ends the session. Refused during a
    /// call, where the agent enters the digits (<c>confirmCaller</c>).
    /// </summary>
    public static async Task<SessionStatus> PairSession(
        [FromServices] PairSession pair, string statusToken, string digits, CancellationToken cancellationToken) =>
        (await pair.ExecuteAsync(statusToken, digits, cancellationToken)).OrRefuse();

    /// <summary>Starts an IRMA session with the code of an agent's invitation, during a call. A code works once.</summary>
    public static async Task<StartedSession> StartInvitedSession(
        [FromServices] StartInvitedSession start, string code, CancellationToken cancellationToken) =>
        (await start.ExecuteAsync(code, cancellationToken)).OrRefuse();

    /// <summary>Ends the citizen's own session and erases what was disclosed. Idempotent.</summary>
    public static async Task<SessionStatus> CancelSession(
        [FromServices] CancelSession cancel, string statusToken, CancellationToken cancellationToken) =>
        (await cancel.ExecuteAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>Assigns a waiting call to the signed-in agent. If several agents ask at once, exactly one gets it.</summary>
    public static async Task<TakeCallResult> TakeCall(
        [FromServices] TakeCall take, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await take.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Returns the agent's own call to its old place in the queue.</summary>
    public static async Task<ReleaseCallResult> ReleaseCall(
        [FromServices] ReleaseCall release, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await release.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Transfers the agent's own call to an available colleague.</summary>
    public static async Task<TransferCallResult> TransferCall(
        [FromServices] TransferCall transfer, [Id] Guid callId, [Id] Guid colleagueId, CancellationToken cancellationToken) =>
        (await transfer.ExecuteAsync(callId, colleagueId, cancellationToken)).OrRefuse();

    /// <summary>Invites the caller of the agent's own call to identify now. A new invitation replaces the previous one.</summary>
    public static async Task<Invitation> InviteCaller(
        [FromServices] InviteCaller invite, [Id] Guid callId, string purpose, CancellationToken cancellationToken) =>
        (await invite.ExecuteAsync(callId, purpose, cancellationToken)).OrRefuse();

    /// <summary>
    /// Submits the four digits that the caller reads out from the app. If they are correct, the app may disclose, and what it discloses is
    /// added to the call. Three attempts.
    /// </summary>
    public static async Task<ConfirmCallerResult> ConfirmCaller(
        [FromServices] ConfirmCaller confirm, [Id] Guid callId, string digits, CancellationToken cancellationToken) =>
        (await confirm.ExecuteAsync(callId, digits, cancellationToken)).OrRefuse();

    /// <summary>Starts or ends the agent's break.</summary>
    public static async Task<Viewer> SetAvailability(
        [FromServices] SetAvailability set, bool available, CancellationToken cancellationToken) =>
        (await set.ExecuteAsync(available, cancellationToken)).OrRefuse();

    /// <summary>Ends the agent's own call and erases the session, the attributes and the caller's number. Idempotent.</summary>
    public static async Task<FinishCallResult> FinishCall(
        [FromServices] FinishCall finish, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await finish.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>
    /// Lets the agent's browser phone dial in for the agent's own call, once, within 30 seconds. Ask again after a reload of the page.
    /// </summary>
    public static async Task<PhoneConnection> ConnectPhone(
        [FromServices] ConnectPhone connect, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await connect.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>Lets the agent's browser phone dial an echo, to check microphone, speaker and network without a call.</summary>
    public static async Task<PhoneConnection> CheckPhone([FromServices] CheckPhone check, CancellationToken cancellationToken) =>
        (await check.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>
    /// Lets the agent's calls ring a telephone of the municipality instead of in the browser, until the agent chooses otherwise or the
    /// session ends; null: in the browser again. Refused while a colleague uses it. Returns all telephones.
    /// </summary>
    public static async Task<IReadOnlyList<TelephoneView>> ChooseTelephone(
        [FromServices] ChooseTelephone choose, [Id] Guid? telephoneId, CancellationToken cancellationToken) =>
        (await choose.ExecuteAsync(telephoneId, cancellationToken)).OrRefuse();

    /// <summary>Lets the agent's telephone ring again for the agent's own call.</summary>
    public static async Task<RungTelephone> RingTelephone(
        [FromServices] RingTelephone ring, [Id] Guid callId, CancellationToken cancellationToken) =>
        (await ring.ExecuteAsync(callId, cancellationToken)).OrRefuse();

    /// <summary>
    /// Redeems the token of a browser phone that dials in. For the exchange, before it answers. A token works once; it is refused when its
    /// time is over or the agent no longer has the call.
    /// </summary>
    public static async Task<RedeemedPhone> RedeemPhoneToken(
        [FromServices] RedeemPhoneToken redeem, string token, CancellationToken cancellationToken) =>
        (await redeem.ExecuteAsync(token, cancellationToken)).OrRefuse();

    /// <summary>
    /// Submits the digits that a caller dialled. For the exchange. The same call reference and attempt always return the same outcome;
    /// <c>next</c> reflects the current state of the call.
    /// </summary>
    public static async Task<MatchCodeResult> MatchCode(
        [FromServices] MatchCode match, string code, string callReference, int attempt, string? callerNumber,
        CancellationToken cancellationToken) =>
        (await match.ExecuteAsync(code, callReference, attempt, callerNumber, cancellationToken)).OrRefuse();

    /// <summary>
    /// Reports what happens to a call. For the exchange. Reports can safely be repeated or arrive out of order. A new call is refused when
    /// the municipality is closed, suspended or outside its pilot.
    /// </summary>
    public static async Task<ReportCallResult> ReportCall(
        [FromServices] ReportCall report, string callReference, ReportedCallState state, string? callerNumber,
        CancellationToken cancellationToken) =>
        (await report.ExecuteAsync(callReference, state, callerNumber, cancellationToken)).OrRefuse();

    /// <summary>
    /// Creates an account. Its owner sets a password through a one-time link, which is mailed, or returned when it cannot be. For municipal
    /// admins.
    /// </summary>
    public static async Task<AccountWithLink> CreateAccount(
        [FromServices] CreateAccount create, string email, string displayName, Role role, CancellationToken cancellationToken) =>
        (await create.ExecuteAsync(email, displayName, role, cancellationToken)).OrRefuse();

    /// <summary>
    /// Deletes an account and ends its sessions immediately; a call that it has taken returns to the queue. For municipal admins.
    /// </summary>
    public static async Task<DeletedAccount> DeleteAccount(
        [FromServices] DeleteAccount delete, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await delete.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>
    /// Disables or enables an account. Disabling ends its sessions and returns a call that it has taken to the queue. For municipal admins.
    /// </summary>
    public static async Task<AccountView> SetAccountDisabled(
        [FromServices] SetAccountDisabled set, [Id] Guid accountId, bool disabled, CancellationToken cancellationToken) =>
        (await set.ExecuteAsync(accountId, disabled, cancellationToken)).OrRefuse();

    /// <summary>
    /// Revokes the password and all sessions of an account. Its owner sets a new password through a one-time link, which is mailed, or
    /// returned when it cannot be. For municipal admins.
    /// </summary>
    public static async Task<AccountWithLink> ResetPassword(
        [FromServices] ResetPassword reset, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await reset.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>Removes the authenticator app and recovery codes of an account and ends its sessions. For municipal admins.</summary>
    public static async Task<AccountView> ResetSecondFactor(
        [FromServices] ResetSecondFactor reset, [Id] Guid accountId, CancellationToken cancellationToken) =>
        (await reset.ExecuteAsync(accountId, cancellationToken)).OrRefuse();

    /// <summary>Replaces the roles of an account, with effect from its next request. For municipal admins.</summary>
    public static async Task<AccountView> ChangeRoles(
        [FromServices] ChangeRoles change, [Id] Guid accountId, IReadOnlyList<Role> roles, CancellationToken cancellationToken) =>
        (await change.ExecuteAsync(accountId, roles, cancellationToken)).OrRefuse();

    /// <summary>Enters a telephone on which agents may take calls. For municipal admins.</summary>
    public static async Task<TelephoneView> AddTelephone(
        [FromServices] AddTelephone add, string name, string number, CancellationToken cancellationToken) =>
        (await add.ExecuteAsync(name, number, cancellationToken)).OrRefuse();

    /// <summary>Removes a telephone. Whoever used it takes calls in the browser again. For municipal admins.</summary>
    public static async Task<RemovedTelephone> RemoveTelephone(
        [FromServices] RemoveTelephone remove, [Id] Guid telephoneId, CancellationToken cancellationToken) =>
        (await remove.ExecuteAsync(telephoneId, cancellationToken)).OrRefuse();
}
