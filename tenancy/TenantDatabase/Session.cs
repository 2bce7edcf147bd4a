namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// One citizen's attempt to make an identified call, from pressing the button until the call ends. Personal data and the IRMA requestor
/// token are stored sealed.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; }

    /// <summary>The trace to which all records of the access log of this session belong: random, and used for nothing else.</summary>
    public Guid TraceId { get; init; }

    /// <summary>
    /// The citizen in the access log (<c>dpl.core.data_subject_id</c>): random, made for that alone, derived from nothing. When the session
    /// is erased nothing leads from it to anybody.
    /// </summary>
    public Guid DataSubjectId { get; init; }

    /// <summary>SHA-256 of the status token, which only the citizen's browser has. 256 random bits need no key.</summary>
    public required byte[] StatusTokenHash { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The requested condiscon at the start of the session.</summary>
    public required string RequestedJson { get; init; }

    public SessionState State { get; set; }

    /// <summary>The IRMA server's requestor token, which gives access to the result.</summary>
    public required byte[] IrmaTokenSealed { get; init; }

    /// <summary>How the caller is linked to the disclosure.</summary>
    public IdentificationWay Way { get; init; }

    /// <summary>Keyed hash of the ten digits; null during a call, where no code is dialled.</summary>
    public byte[]? CodeHash { get; init; }

    /// <summary>
    /// The digits that the citizen's page shows after disclosure: the code to dial from another phone. Null for the phone that discloses,
    /// where the app alone is given the code, and during a call, where the app shows digits and no page does.
    /// </summary>
    public byte[]? ShownDigitsSealed { get; set; }

    /// <summary>The client token and authorization for the IRMA server's frontend protocol; null without pairing.</summary>
    public byte[]? FrontendSealed { get; init; }

    /// <summary>Wrong digits so far, typed by the citizen or by the agent.</summary>
    public int WrongDigits { get; set; }

    /// <summary>The call that asked for it, when its caller identifies during the call.</summary>
    public Guid? CallId { get; init; }

    public byte[]? AttributesSealed { get; set; }

    /// <summary>The tenant key under which this row is sealed.</summary>
    public required string KeyId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The expiry time: from then on no personal data of this row is read, and it is purged.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The last poll of the IRMA server failed; may be temporary.</summary>
    public bool IrmaUnreachable { get; set; }

    /// <summary>The problem with the IRMA server's results; null when none is known.</summary>
    public IrmaProblem? IrmaProblem { get; set; }

    public DateTimeOffset? DisclosedAt { get; set; }

    /// <summary>The expiry of the code; null before disclosure.</summary>
    public DateTimeOffset? CodeExpiresAt { get; set; }
}

/// <summary>Why a result of the IRMA server is not accepted. Stored as text.</summary>
public enum IrmaProblem
{
    /// <summary>
    /// Its signature does not match the municipality's settings. The session continues, because the settings may be corrected.
    /// </summary>
    Untrusted,

    /// <summary>It exceeds the size limit. The session becomes <see cref="SessionState.Rejected"/>.</summary>
    TooLarge,
}

/// <summary>How a call and a disclosure are linked. Stored as text.</summary>
public enum IdentificationWay
{
    /// <summary>The phone that disclosed dialled the code that its app was given.</summary>
    SamePhone,

    /// <summary>The citizen chose to call from another phone, paired it with the page, and dialled the code that the page showed.</summary>
    AnotherPhone,

    /// <summary>
    /// An agent invited the caller, typed the digits that the app showed and the caller read out, and then the caller disclosed.
    /// </summary>
    DuringCall,
}

/// <summary>The state of a session. Stored as text.</summary>
public enum SessionState
{
    /// <summary>The IRMA session waits for the app.</summary>
    Started,

    /// <summary>
    /// The app has connected and shows four digits; it continues when the citizen has entered them on the page, or, during a call, the
    /// agent has.
    /// </summary>
    Pairing,

    /// <summary>The app has connected and, where it shows digits, they were right.</summary>
    Connected,

    /// <summary>The attributes are verified and sealed; the code may be dialled.</summary>
    Disclosed,

    /// <summary>The code was dialled, or during a call the attributes were verified: a call belongs to this session.</summary>
    Matched,

    /// <summary>Refused or cancelled.</summary>
    Cancelled,

    /// <summary>The app did not answer in time.</summary>
    Expired,

    /// <summary>The proof was not valid or not what was asked.</summary>
    Rejected,

    /// <summary>Wrong digits too often.</summary>
    Locked,
}
