using System.ComponentModel.DataAnnotations;

namespace IdBellen.Tenancy.Hosting;

/// <summary>Under which addresses browsers reach the municipalities. Operator and api are given the same values.</summary>
public sealed record HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>The domain under which each municipality has its own host, for example <c>id-bellen.nl</c> or <c>localhost</c>.</summary>
    [Required]
    public string BaseDomain { get; init; } = "";

    /// <summary><c>https</c>; <c>http</c> only for <c>localhost</c>, which browsers treat as secure.</summary>
    [RegularExpression("^https?$")]
    public string Scheme { get; init; } = "https";

    /// <summary>The port that browsers use; absent: the scheme's own.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// The networks (CIDR) of the proxies in front of us, whose <c>X-Forwarded-Proto</c> is believed; loopback always is.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}
