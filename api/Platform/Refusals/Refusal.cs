namespace IdBellen.Api.Refusals;

/// <summary>
/// What a caller is told when the answer is no: a stable code for programs and a sentence that says what to change. The codes are API;
/// front ends translate them. No refusal repeats what the caller sent.
/// </summary>
public sealed record Refusal(string Code, string Message)
{
    public static readonly Refusal MunicipalityUnknown = new("MUNICIPALITY_UNKNOWN", "No municipality is served at this address. Check the host name.");
    public static readonly Refusal Starting = new("STARTING", "This replica has just started. Try again in a moment.");
    public static readonly Refusal NotSignedIn = new("NOT_SIGNED_IN", "Sign in first.");
    public static readonly Refusal NotAllowed = new("NOT_ALLOWED", "Your role does not allow this. Ask an admin of your municipality.");
    public static readonly Refusal ExchangeOnly = new("NOT_ALLOWED", "Only the municipality's telephone exchange may do this: send its token as a bearer token.");
    public static readonly Refusal PurposeUnknown = new("PURPOSE_UNKNOWN", "This municipality has no such purpose. Use a name from municipality.purposes.");
    public static readonly Refusal Closed = new("CLOSED", "The municipality is closed at the moment. Try again during its opening hours.");
    public static readonly Refusal Suspended = new("SUSPENDED", "The municipality has suspended this service for the moment.");
    public static readonly Refusal PilotNotStarted = new("PILOT_NOT_STARTED", "The municipality's pilot has not started yet.");
    public static readonly Refusal PilotEnded = new("PILOT_ENDED", "The municipality's pilot has ended.");
    public static readonly Refusal IrmaUnreachable = new("IRMA_UNREACHABLE", "The IRMA server can't be reached at the moment. Try again later.");
    public static readonly Refusal IrmaRefused = new("IRMA_REFUSED", "The IRMA server refused the session. The platform admin must check the requestor token, its permissions and the attributes.");
    public static readonly Refusal DatabaseUnavailable = new("DATABASE_UNAVAILABLE", "The database can't be reached at the moment. Try again later.");
    public static readonly Refusal SessionUnknown = new("SESSION_UNKNOWN", "There is no session with this status token; it may have ended. Start a new one.");
    public static readonly Refusal CodeMalformed = new("CODE_MALFORMED", "A code has 1 to 20 digits (0-9): hand over exactly what the caller dialled.");
    public static readonly Refusal AttemptInvalid = new("ATTEMPT_INVALID", "Count attempts within a call from 1 to 9.");
    public static readonly Refusal CallReferenceInvalid = new("CALL_REFERENCE_INVALID", "A call reference has 1 to 100 letters, digits, dashes, dots or underscores.");
    public static readonly Refusal CallNotYours = new("CALL_NOT_YOURS", "This call is not yours. Only the agent who took it may do this.");
    public static readonly Refusal CallEnded = new("CALL_ENDED", "The call is over.");
    public static readonly Refusal AlreadyIdentified = new("ALREADY_IDENTIFIED", "The caller is identified already.");
    public static readonly Refusal NotPairing = new("NOT_PAIRING", "The app does not show digits at the moment. Scan the code first, or start a new session.");
    public static readonly Refusal InvitationUnknown = new("INVITATION_UNKNOWN", "This code is wrong, too old or used up. Check it, or ask the agent for a new one.");
    public static readonly Refusal TooManyGuesses = new("TOO_MANY_REQUESTS", "Too many codes were tried. Wait ten seconds and try again.");
    public static readonly Refusal DigitsMalformed = new("DIGITS_MALFORMED", "Give the four digits (0-9) and nothing else.");
    public static readonly Refusal LinkUnknown = new("LINK_UNKNOWN", "The municipality no longer has this link, or the caller's data is gone. Reload the page.");
    public static readonly Refusal AccountExists = new("ACCOUNT_EXISTS", "There is already an account with this e-mail address.");
    public static readonly Refusal AccountInvalid = new("ACCOUNT_INVALID", "Give a valid e-mail address and a display name of 1 to 100 characters.");
    public static readonly Refusal AccountUnknown = new("ACCOUNT_UNKNOWN", "There is no such account any more. Reload the list.");
    public static readonly Refusal RolesMissing = new("ROLES_MISSING", "Give at least one role, or disable the account.");
    public static readonly Refusal LastAdmin = new("LAST_ADMIN", "This is the last admin who can sign in. Make another admin first.");
    public static readonly Refusal AuditPageInvalid = new("AUDIT_PAGE_INVALID", "Ask for 1 to 200 lines, before the id of a line or before none.");
    public static readonly Refusal AccountsElsewhere = new("ACCOUNTS_ELSEWHERE", "This municipality keeps its accounts at its own identity provider.");
}
