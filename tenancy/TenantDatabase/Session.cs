namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// One citizen's attempt to phone identified, from the press of the button until the call ends. Personal data and the IRMA
/// requestor token stand here only sealed.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the status token, which only the citizen's browser has. 256 random bits need no key.</summary>
    public required byte[] StatusTokenHash { get; init; }

    public required string Purpose { get; init; }

    /// <summary>What was asked: the condiscon as it was when the session started.</summary>
    public required string RequestedJson { get; init; }

    public SessionState State { get; set; }

    /// <summary>The IRMA server's requestor token: whoever has it can read the result.</summary>
    public required byte[] IrmaTokenSealed { get; init; }

    /// <summary>Keyed hash of the ten digits.</summary>
    public required byte[] CodeHash { get; init; }

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

/// <summary>How far a session has come. Stored as text.</summary>
public enum SessionState
{
    /// <summary>The IRMA session waits for the app.</summary>
    Started,

    /// <summary>The app has connected.</summary>
    Connected,

    /// <summary>The attributes are verified and sealed; the code may be dialled.</summary>
    Disclosed,

    /// <summary>The code was dialled: a call belongs to this session, and the code is used up.</summary>
    Matched,

    /// <summary>Refused or cancelled.</summary>
    Cancelled,

    /// <summary>The app did not answer in time.</summary>
    Expired,

    /// <summary>The proof was not valid or not what was asked.</summary>
    Rejected,
}
