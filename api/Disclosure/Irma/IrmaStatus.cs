namespace IdBellen.Api.Disclosure.Irma;

/// <summary>The states of an IRMA session, as irmago writes them (<c>irma.ServerStatus</c>). The last three are final.</summary>
internal static class IrmaStatus
{
    public const string Initialized = "INITIALIZED";
    public const string Pairing = "PAIRING";
    public const string Connected = "CONNECTED";
    public const string Done = "DONE";
    public const string Cancelled = "CANCELLED";
    public const string TimedOut = "TIMEOUT";
}
