using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Sessions;

/// <summary>The result of a step. After a refusal, the session is unchanged or has failed.</summary>
internal sealed record Step(Session After, IrmaError? Refusal = null);

/// <summary>
/// One session as it is at a moment. INITIALIZED → (PAIRING →) CONNECTED → DONE, CANCELLED or TIMEOUT;
/// each step is a method that gives the session after it. <c>SessionStore</c> keeps the newest.
/// </summary>
internal sealed record Session
{
    public required string RequestorToken { get; init; }

    public required string ClientToken { get; init; }

    public required string FrontendAuthorization { get; init; }

    public required SessionPointer Pointer { get; init; }

    public required RequestorRequest Request { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The start, or the last step that the app or the requestor took; all lifetimes count from here.</summary>
    public required DateTimeOffset LastActive { get; init; }

    public required SessionResult Result { get; init; }

    /// <summary>What earlier sessions of a chain disclosed, and this one must disclose again.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<AttributeRequest>>> ImplicitDisclosure { get; init; } = [];

    /// <summary>Null: no pairing asked.</summary>
    public string? PairingCode { get; init; }

    /// <summary>Chosen by the app that connected; it must show it at every later request.</summary>
    public string? AppAuthorization { get; init; }

    /// <summary>The session that follows this one, for the front end.</summary>
    public SessionPointer? Next { get; init; }

    public SessionStatus Status => Result.Status;

    /// <summary>
    /// When the session times out if nothing happens. The <c>timeout</c> of the request counts only until the app connects.
    /// </summary>
    public DateTimeOffset DeadlineWith(TimeSpan sessionLifetime) =>
        Status == SessionStatus.Initialized && Request.Timeout is { } seconds and > 0
            ? LastActive + TimeSpan.FromSeconds(seconds)
            : LastActive + sessionLifetime;

    /// <summary>Returns the session at <paramref name="now"/>, with passed deadlines applied.</summary>
    public Session SeenAt(DateTimeOffset now, TimeSpan sessionLifetime) =>
        Status.IsFinal() || now < DeadlineWith(sessionLifetime) ? this : InStatus(SessionStatus.Timeout);

    /// <summary>The app calls the session pointer for the first time.</summary>
    public Step Connect(ProtocolRange? versions, string? authorization, DateTimeOffset now) =>
        Status != SessionStatus.Initialized ? new Step(this, IrmaError.UnexpectedRequest("Session already started"))
        : versions is null ? new Step(this, IrmaError.MalformedInput(ProtocolRange.Malformed))
        : !versions.Includes28 ? Fail(IrmaError.ProtocolVersion, now)
        : string.IsNullOrEmpty(authorization) ? Fail(IrmaError.SessionUnauthorized with { Message = "No authorization header provided" },
            now)
        : new Step(InStatus(PairingCode is null ? SessionStatus.Connected : SessionStatus.Pairing) with
        {
            AppAuthorization = authorization,
            LastActive = now,
        });

    /// <summary>The front end turns pairing on or off.</summary>
    public Step SetPairing(string? method) =>
        Status != SessionStatus.Initialized
            ? new Step(this, IrmaError.UnexpectedRequest("Frontend options can only be updated when session is in initialized state"))
            : method switch
            {
                null or "" => new Step(this),
                "none" => new Step(this with { PairingCode = null }),
                "pin" => new Step(this with { PairingCode = SessionToken.CreatePairingCode() }),
                _ => new Step(this, IrmaError.UnexpectedRequest("Pairing method unknown")),
            };

    public Step CompletePairing() =>
        Status == SessionStatus.Pairing
            ? new Step(InStatus(SessionStatus.Connected))
            : new Step(this, IrmaError.UnexpectedRequest("Pairing was not enabled"));

    /// <summary>Null if the app may continue: connected, paired if required, and with its authorization.</summary>
    public IrmaError? RefuseApp(string? authorization) =>
        Status == SessionStatus.Pairing ? IrmaError.PairingRequired
        : Status != SessionStatus.Connected ? IrmaError.UnexpectedRequest("Session not yet started or already finished")
        : authorization != AppAuthorization ? IrmaError.SessionUnauthorized
        : null;

    /// <summary>The proofs were checked; the session is still CONNECTED, because a next session may have to start first.</summary>
    public Session WithProof(ProofStatus proof, IReadOnlyList<IReadOnlyList<DisclosedAttribute>?>? disclosed, DateTimeOffset now) =>
        this with { LastActive = now, Result = Result with { ProofStatus = proof, Disclosed = disclosed } };

    /// <param name="following">The session that comes after this one in a chain.</param>
    public Step Finish(Session? following) => Status.IsFinal()
        ? new Step(this, IrmaError.Internal)
        : new Step(this with
        {
            Next = following?.Pointer,
            Result = Result with { Status = SessionStatus.Done, NextSession = following?.RequestorToken },
        });

    /// <summary>Refused in the app or cancelled by the requestor; without effect on a finished session.</summary>
    public Step Cancel(DateTimeOffset now) => new(Status.IsFinal()
        ? this
        : this with { LastActive = now, Result = new SessionResult { Token = RequestorToken, Status = SessionStatus.Cancelled } });

    private Step Fail(IrmaError error, DateTimeOffset now) => new(
        this with
        {
            LastActive = now,
            Result = new SessionResult { Token = RequestorToken, Status = SessionStatus.Cancelled, Error = error }
        },
        error);

    private Session InStatus(SessionStatus status) => this with { Result = Result with { Status = status } };
}
