namespace IdBellen.Demo.Irma.Sessions;

internal enum SessionStatus
{
    Initialized,
    Pairing,
    Connected,
    Done,
    Cancelled,
    Timeout,
}

public enum ProofStatus
{
    Valid,
    Invalid,
    InvalidTimestamp,
    UnmatchedRequest,
    MissingAttributes,
    Expired,
}

internal static class SessionStatusExtensions
{
    /// <summary>True when nothing can change any more. DONE alone does not mean that the proof was valid.</summary>
    public static bool IsFinal(this SessionStatus status) =>
        status is SessionStatus.Done or SessionStatus.Cancelled or SessionStatus.Timeout;
}
