using System.ComponentModel.DataAnnotations;
using System.Net;
using IdBellen.Tenancy.Settings;

namespace IdBellen.Tenancy.Hosting;

/// <summary>The addresses of the municipalities for browsers. Must be the same for operator and api.</summary>
public sealed record HostingOptions : IValidatableObject
{
    public const string Section = "Hosting";

    /// <summary>The domain under which each municipality has its own host, for example <c>id-bellen.nl</c> or <c>localhost</c>.</summary>
    [Required(ErrorMessage = "Set Hosting__BaseDomain to the domain of the municipalities' hosts.")]
    public string BaseDomain { get; init; } = "";

    /// <summary><c>https</c>; <c>http</c> only for <c>localhost</c>, which browsers treat as secure.</summary>
    [RegularExpression("^https?$", ErrorMessage = "Hosting__Scheme must be https, or http for localhost.")]
    public string Scheme { get; init; } = "https";

    /// <summary>The port that browsers use; absent: the scheme's own.</summary>
    [SettingRange(1, 65535)]
    public int? Port { get; init; }

    /// <summary>The networks (CIDR) of trusted proxies, whose <c>X-Forwarded-Proto</c> is used; loopback is always trusted.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Hosts that no municipality may have, in addition to the base domain: other browser-facing hosts of the platform, such as its
    /// dashboard.
    /// </summary>
    public IReadOnlyList<string> ReservedHosts { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrustedProxies.FirstOrDefault(network => !IPNetwork.TryParse(network, out _)) is { } wrong)
            yield return new ValidationResult($"Hosting__TrustedProxies must be networks such as 10.0.0.0/8; {wrong} is none.",
                [nameof(TrustedProxies)]);
    }
}
