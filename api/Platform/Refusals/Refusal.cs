namespace IdBellen.Api.Platform.Refusals;

/// <summary>
/// A refusal of a request: a stable code for programs and a message that says what to change. The codes are part of the API; front ends
/// translate them. A refusal never repeats what the client sent.
/// </summary>
internal sealed record Refusal(string Code, string Message)
{
    /// <summary>What a telephone exchange must do with the caller, as a value of <c>NextStep</c>; null for other clients.</summary>
    public string? Next { get; init; }

    public static readonly Refusal MunicipalityUnknown = new("MUNICIPALITY_UNKNOWN", "This host name does not belong to a municipality. "
        + "Check the host name.");
    public static readonly Refusal Starting = new("STARTING", "This replica has just started. Try again in a moment.");
    public static readonly Refusal NotSignedIn = new("NOT_SIGNED_IN", "Sign in first.");
    public static readonly Refusal NotAllowed = new("NOT_ALLOWED", "Your role does not allow this. Ask an admin of your municipality.");
    public static readonly Refusal ExchangeOnly = new("NOT_ALLOWED", "Only the municipality's telephone exchange may do this. Send its "
        + "token as a bearer token.");
    public static readonly Refusal PurposeUnknown =
        new("PURPOSE_UNKNOWN", "This municipality has no such purpose. Use a name from municipality.purposes.");
    public static readonly Refusal Closed = new("CLOSED", "The municipality is closed at the moment. Try again during its opening hours.");
    public static readonly Refusal Suspended = new("SUSPENDED", "The municipality has suspended this service. Try again later.");
    public static readonly Refusal PilotNotStarted = new("PILOT_NOT_STARTED", "The municipality's pilot has not started yet.");
    public static readonly Refusal PilotEnded = new("PILOT_ENDED", "The municipality's pilot has ended.");
    public static readonly Refusal IrmaUnreachable = new("IRMA_UNREACHABLE", "The IRMA server is unreachable. Try again later.");
    public static readonly Refusal IrmaRefused = new("IRMA_REFUSED", "The IRMA server refused the session. Ask the platform admin to "
        + "check the requestor token, its permissions and the attributes.");
    public static readonly Refusal DatabaseUnavailable = new("DATABASE_UNAVAILABLE", "The database is unreachable. Try again later.");
    public static readonly Refusal TooBusy = new("TOO_BUSY", "There are too many requests for this municipality. Try again in a moment.");
    public static readonly Refusal ProviderUnavailable = new("PROVIDER_UNAVAILABLE", "The municipality's identity provider is "
        + "unreachable. Try again later.");
    public static readonly Refusal TextInvalid = new("BAD_REQUEST", "A text contains a character that cannot be stored. Remove U+0000 and "
        + "unpaired surrogates.");
    public static readonly Refusal HostInvalid = new("BAD_REQUEST", "The host must be a name, optionally with a port from 1 to 65535. "
        + "Check the address.");
    public static readonly Refusal SessionUnknown =
        new("SESSION_UNKNOWN", "There is no session with this status token; it may have ended. Start a new one.");
    public static readonly Refusal AttributeUnknown =
        new("ATTRIBUTE_UNKNOWN", "This call has no such attribute; it may have been erased. Read the call again.");
    public static readonly Refusal AttemptInvalid = new("ATTEMPT_INVALID", "The attempt must be from 1 to 9. Count the attempts within "
        + "each call.");
    public static readonly Refusal CallReferenceInvalid = new("CALL_REFERENCE_INVALID", "A call reference must have 1 to 100 letters, "
        + "digits, dashes, dots or underscores.");
    public static readonly Refusal CallNotYours = new("CALL_NOT_YOURS", "This call is not yours. Only the agent who took it may do this.");
    public static readonly Refusal CallEnded = new("CALL_ENDED", "The call has ended.");
    public static readonly Refusal NoBrowserPhone = new("NO_BROWSER_PHONE", "This municipality's calls do not arrive on a phone in the "
        + "browser. Use the telephone of its exchange.");
    public static readonly Refusal PhoneServerUnknown = new("PHONE_SERVER_UNKNOWN", "The exchange that holds this call is not configured "
        + "here. Ask the platform admin to compare the names in Phones__Exchanges with those of the exchanges.");
    public static readonly Refusal PhoneTokenInvalid = new("PHONE_TOKEN_INVALID", "This token was never issued, was used, has expired, or "
        + "its call has another agent. Do not connect the phone.");
    public static readonly Refusal TelephoneNumberRefused = new("TELEPHONE_NUMBER_REFUSED", "This number cannot be called. Give a Dutch "
        + "number of ten digits, or a short number of three to five digits inside the municipality's exchange. Paid and special numbers "
        + "(0900, 0906, 0909, 18xx, 0800, 084, 087, 0676, 112) and other countries are never called.");
    public static readonly Refusal TelephoneOwnNumber = new("TELEPHONE_OWN_NUMBER", "Callers dial this number. Give the number of a "
        + "telephone on which an agent talks.");
    public static readonly Refusal TelephoneNameInvalid = new("TELEPHONE_NAME_INVALID", "Give a name of 1 to 60 characters.");
    public static readonly Refusal TelephoneExists = new("TELEPHONE_EXISTS", "There is a telephone with this number or this name already.");
    public static readonly Refusal TelephonesFull = new("TELEPHONES_FULL", "A municipality can have 500 telephones. Remove one first.");
    public static readonly Refusal TelephoneUnknown = new("TELEPHONE_UNKNOWN", "This telephone was removed. Reload the list, and choose "
        + "another or take calls in the browser.");
    public static readonly Refusal TelephoneInUse = new("TELEPHONE_IN_USE", "A colleague takes calls on this telephone. Choose another, "
        + "or ask the colleague to leave it.");
    public static readonly Refusal AlreadyIdentified = new("ALREADY_IDENTIFIED", "The caller is already identified.");
    public static readonly Refusal NotPairing = new("NOT_PAIRING", "The app is not showing digits. Scan the code first, or start a new "
        + "session.");
    public static readonly Refusal InvitationUnknown = new("INVITATION_UNKNOWN", "This code is wrong, expired or already used. Check it, "
        + "or ask the agent for a new one.");
    public static readonly Refusal TooManyGuesses = new("TOO_MANY_REQUESTS", "Too many codes were tried. Wait ten seconds and try again.");
    public static readonly Refusal DigitsMalformed = new("DIGITS_MALFORMED", "Enter exactly four digits (0-9).");
    public static readonly Refusal LinkUnknown = new("LINK_UNKNOWN", "The municipality has removed this link, or the caller's data has "
        + "been erased. Reload the page.");
    public static readonly Refusal AccountExists = new("ACCOUNT_EXISTS", "An account with this e-mail address already exists.");
    public static readonly Refusal AccountInvalid =
        new("ACCOUNT_INVALID", "Give a valid e-mail address and a display name of 1 to 100 characters.");
    public static readonly Refusal AccountUnknown = new("ACCOUNT_UNKNOWN", "This account no longer exists. Reload the list.");
    public static readonly Refusal RolesMissing = new("ROLES_MISSING", "Give at least one role, or disable the account.");
    public static readonly Refusal LastAdmin = new("LAST_ADMIN", "This is the last admin who can sign in. Add another admin first.");
    public static readonly Refusal AuditPageInvalid = new("AUDIT_PAGE_INVALID", "Ask for 1 to 200 entries; before must be the id of an "
        + "entry, or absent.");
    public static readonly Refusal AccountsElsewhere = new("ACCOUNTS_ELSEWHERE", "This municipality's accounts are managed by its own "
        + "identity provider. Change them there.");
}
