using IdBellen.Tenancy.Trust;

namespace IdBellen.Operator.AccessLog;

/// <summary>A receiver of OTLP/HTTP.</summary>
internal sealed record OtlpOptions
{
    /// <summary>The base URL, without <c>/v1/traces</c>: https, or http on this machine; null: none.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// Headers of each request, as OTEL_EXPORTER_OTLP_HEADERS has them: <c>name=value,name=value</c>, values percent-encoded; a secret.
    /// </summary>
    public string? Headers { get; init; }

    /// <summary>PEM certificates of authorities to trust in addition to the system's.</summary>
    public string? Authorities { get; init; }

    /// <summary>The timeout of a request, 0.1 to 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The headers, their values decoded.</summary>
    /// <exception cref="FormatException">One has no name or no value.</exception>
    public IEnumerable<(string Name, string Value)> ParsedHeaders() =>
        (Headers ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(header =>
            header.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, { Length: > 0 } value]
                ? (name, Uri.UnescapeDataString(value))
                : throw new FormatException("A header has no name or no value."));

    internal IEnumerable<string> Faults()
    {
        if (Endpoint is { } endpoint && !IsSafe(endpoint))
            yield return "AccessLog__Otlp__Endpoint must be an https address without user, query or fragment (http only for this machine).";
        if (!AreHeaders()) yield return "AccessLog__Otlp__Headers must be name=value,name=value.";
        if (!OwnAuthorities.AreReadable(Authorities)) yield return "AccessLog__Otlp__Authorities must be certificates in PEM.";
        if (Timeout < TimeSpan.FromSeconds(0.1) || Timeout > TimeSpan.FromSeconds(30))
            yield return "AccessLog__Otlp__Timeout must be from 00:00:00.1 to 00:00:30.";
    }

    private static bool IsSafe(Uri endpoint) =>
        endpoint is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));

    private bool AreHeaders()
    {
        try
        {
            using var message = new HttpRequestMessage();
            foreach (var (name, value) in ParsedHeaders()) message.Headers.Add(name, value);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
