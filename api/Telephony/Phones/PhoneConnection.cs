namespace IdBellen.Api.Telephony.Phones;

/// <summary>How the agent's browser phone dials in, once.</summary>
internal sealed record PhoneConnection(string Address, string Target, IReadOnlyList<IceServer> IceServers, DateTime ExpiresAt)
{
    /// <summary>The WebSocket for SIP (RFC 7118), on the municipality's own origin.</summary>
    public string Address { get; } = Address;

    /// <summary>The SIP URI to call. It contains a token that works once.</summary>
    public string Target { get; } = Target;

    /// <summary>The servers that relay the sound; none where the browser reaches the exchange directly.</summary>
    public IReadOnlyList<IceServer> IceServers { get; } = IceServers;

    /// <summary>Dial before this time.</summary>
    public DateTime ExpiresAt { get; } = ExpiresAt;
}
