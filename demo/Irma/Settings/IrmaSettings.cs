namespace IdBellen.Demo.Irma.Settings;

/// <summary>Settings of the stand-in IRMA server; the names and defaults follow irmago 1.3.0.</summary>
internal sealed record IrmaSettings
{
    /// <summary>The URL of the server, also in session pointers. With port 0, the actual port replaces it.</summary>
    public required Uri Url { get; init; }

    /// <summary>Null: requestors need no authentication (<c>--no-auth</c>).</summary>
    public string? RequestorToken { get; init; }

    /// <summary><c>--sse</c></summary>
    public bool ServerSentEvents { get; init; }

    /// <summary><c>--augment-client-return-url</c></summary>
    public bool AugmentReturnUrl { get; init; }

    /// <summary>A PEM file with an RSA private key; null: a new key at each start; <c>none</c>: no key, so no signed results.</summary>
    public string? KeyFile { get; init; }

    /// <summary><c>--jwt-issuer</c></summary>
    public string JwtIssuer { get; init; } = "irmaserver";

    /// <summary><c>--max-session-lifetime</c>: how long a session may wait for the app, and again after each step of the app.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary><c>--session-result-lifetime</c>: how long after its last activity a finished session is still known.</summary>
    public TimeSpan ResultLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
