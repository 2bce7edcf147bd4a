namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// One citizen's attempt to phone identified, from the press of the button until the call ends. Personal data and the IRMA
/// requestor token stand here only sealed.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; }

    /// <summary>The trace to which all records of the access log of this session belong: random, and used for nothing else.</summary>
    public Guid TraceId { get; init; }

    /// <summary>
    /// The citizen in the access log (<c>dpl.core.data_subject_id</c>): random, made for that alone, derived from nothing. When the session is
    /// erased nothing leads from it to anybody.
    /// </summary>
    public Guid DataSubjectId { get; init; }

    /// <summary>SHA-256 of the status token, which only the citizen's browser has. 256 random bits need no key.</summary>
    public required byte[] StatusTokenHash { get; init; }

    public required string Purpose { get; init; }

    /// <summary>What was asked: the condiscon as it was when the session started.</summary>
    public required string RequestedJson { get; init; }

    public SessionState State { get; set; }

    /// <summary>The IRMA server's requestor token: whoever has it can read the result.</summary>
    public required byte[] IrmaTokenSealed { get; init; }

    /// <summary>How the caller proves to be the one who disclosed.</summary>
    public IdentificationWay Way { get; init; }

    /// <summary>Keyed hash of the ten digits; null during a call, where no code is dialled.</summary>
    public byte[]? CodeHash { get; init; }

    /// <summary>
    /// The digits that the citizen's page shows after disclosure: the code to dial from another phone, or those to read out during a call.
    /// Null for the phone that discloses: then only the app has the code.
    /// </summary>
    public byte[]? ShownDigitsSealed { get; set; }

    /// <summary>Where and with which authorization the IRMA server's frontend protocol is spoken, for pairing; null without pairing.</summary>
    public byte[]? FrontendSealed { get; init; }

    /// <summary>Wrong pairing or confirmation digits so far.</summary>
    public int WrongDigits { get; set; }

    /// <summary>The call that asked for it, when its caller identifies during the call.</summary>
    public Guid? CallId { get; init; }

    public byte[]? AttributesSealed { get; set; }

    /// <summary>The tenant key under which this row is sealed.</summary>
    public required string KeyId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this moment nothing personal of this row is read, and it is purged.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The last look at the IRMA server failed; this may pass.</summary>
    public bool IrmaUnreachable { get; set; }

    public DateTimeOffset? DisclosedAt { get; set; }

    /// <summary>Until when the code may be dialled; null before disclosure.</summary>
    public DateTimeOffset? CodeExpiresAt { get; set; }
}

/// <summary>How a call and a disclosure were tied together. Stored as text.</summary>
public enum IdentificationWay
{
    /// <summary>The phone that disclosed dialled the code; nobody else ever had it.</summary>
    SamePhone,

    /// <summary>The citizen chose to call from another phone, paired it with the page, and dialled the code that the page showed.</summary>
    AnotherPhone,

    /// <summary>An agent invited the caller, who disclosed and read out the digits that the page showed.</summary>
    DuringCall,
}

/// <summary>How far a session has come. Stored as text.</summary>
public enum SessionState
{
    /// <summary>The IRMA session waits for the app.</summary>
    Started,

    /// <summary>The app has connected and shows four digits; it goes on when the citizen has typed them on the page.</summary>
    Pairing,

    /// <summary>The app has connected.</summary>
    Connected,

    /// <summary>The attributes are verified and sealed; the code may be dialled, or the digits read out.</summary>
    Disclosed,

    /// <summary>The code was dialled or the digits confirmed: a call belongs to this session, and they are used up.</summary>
    Matched,

    /// <summary>Refused or cancelled.</summary>
    Cancelled,

    /// <summary>The app did not answer in time.</summary>
    Expired,

    /// <summary>The proof was not valid or not what was asked.</summary>
    Rejected,

    /// <summary>Wrong pairing or confirmation digits too often.</summary>
    Locked,
}
