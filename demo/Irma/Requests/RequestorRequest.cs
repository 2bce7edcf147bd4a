namespace IdBellen.Demo.Irma.Requests;

/// <summary>A disclosure request with settings for the server, which the app does not receive.</summary>
internal sealed record RequestorRequest
{
    public const int DefaultValiditySeconds = 120;

    /// <summary>Seconds that a result JWT is valid.</summary>
    public int? Validity { get; init; }

    /// <summary>Seconds that the app has to connect; absent: the server's session lifetime.</summary>
    public int? Timeout { get; init; }

    public string? CallbackUrl { get; init; }

    public NextSessionAddress? NextSession { get; init; }

    public required DisclosureRequest Request { get; init; }

    /// <summary>True for the old form (<c>type</c> and <c>content</c>), whose results are one flat list.</summary>
    public bool Legacy { get; init; }

    public int ValiditySeconds => Validity is > 0 ? Validity.Value : DefaultValiditySeconds;
}

internal sealed record NextSessionAddress(string? Url);
