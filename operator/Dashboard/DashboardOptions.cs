using System.ComponentModel.DataAnnotations;
using IdBellen.Tenancy.Outbound;

namespace IdBellen.Operator.Dashboard;

/// <summary>
/// The dashboard of the jobs, and the OpenID provider at which platform admins sign in. Set all of these options or none.
/// </summary>
internal sealed record DashboardOptions : IValidatableObject
{
    public const string Section = "Dashboard";

    private const int ShortestSecret = 24;

    /// <summary>
    /// Scheme and host as admins' browsers see them, for example <c>https://jobs.id-bellen.nl</c>. No other host is answered. http only for
    /// localhost.
    /// </summary>
    public string Origin { get; init; } = "";

    /// <summary>
    /// The address on which the dashboard listens, in plain http behind a TLS-terminating proxy; nothing else is served there.
    /// </summary>
    [Required]
    public string Listen { get; init; } = "http://127.0.0.1:8081";

    /// <summary>The provider's issuer.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>
    /// The client secret. Cookies are sealed under a key derived from it, so that all replicas can read them; changing it signs everybody
    /// out.
    /// </summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The claim of the ID token that holds the roles; dots lead into objects.</summary>
    [Required]
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The role that makes a platform admin, compared exactly.</summary>
    public string AdminRole { get; init; } = "";

    /// <summary>Whether any setting is present; without settings the dashboard is disabled.</summary>
    public bool IsWanted => Needed.Any(setting => setting.Value.Length > 0);

    private (string Name, string Value)[] Needed =>
        [(nameof(Origin), Origin), (nameof(Authority), Authority), (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret),
            (nameof(AdminRole), AdminRole)];

    /// <summary>Omits the secret.</summary>
    public override string ToString() => Origin;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsWanted) yield break;
        foreach (var (name, _) in Needed.Where(setting => setting.Value.Length == 0))
            yield return new ValidationResult($"{Section}__{name} is missing: set it too, or none of "
                + $"{string.Join(", ", Needed.Select(setting => $"{Section}__{setting.Name}"))}.", [name]);
        if (Origin.Length > 0 && !(IsSafe(Origin, out var origin) && origin.GetLeftPart(UriPartial.Authority) == Origin))
            yield return new ValidationResult($"{Section}__Origin must be only a scheme and a lower-case host, such as "
                + "https://jobs.id-bellen.nl; http only for localhost.", [nameof(Origin)]);
        if (Authority.Length > 0 && !IsSafe(Authority, out _))
            yield return new ValidationResult(
                $"{Section}__Authority must be the https address of the OpenID provider; http only for localhost.", [nameof(Authority)]);
        if (ClientSecret.Length is > 0 and < ShortestSecret)
            yield return new ValidationResult($"{Section}__ClientSecret is shorter than {ShortestSecret} characters: generate a random one "
                + "at the provider.", [nameof(ClientSecret)]);
        if (!Uri.TryCreate(Listen.Replace("//+", "//any", StringComparison.Ordinal).Replace("//*", "//any", StringComparison.Ordinal),
            UriKind.Absolute, out var listen) || listen.Scheme != Uri.UriSchemeHttp)
            yield return new ValidationResult($"{Section}__Listen must be an address such as http://+:8081.", [nameof(Listen)]);
    }

    private static bool IsSafe(string address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!) && Loopback.IsProtected(uri);
}
