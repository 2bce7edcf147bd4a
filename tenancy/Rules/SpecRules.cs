using System.Globalization;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Urls;

namespace IdBellen.Tenancy.Rules;

/// <summary>
/// The rules that the CRD states in CEL, checked once more by us: an API server older than 1.25 drops CEL silently. Rules that need
/// other resources or Secrets are the operator's.
/// </summary>
public static class SpecRules
{
    /// <summary>Every violation, in the order of the fields; none when the resource may be reconciled.</summary>
    public static IReadOnlyList<RuleViolation> Check(Municipality municipality) =>
        [.. Name(municipality), .. Times(municipality.Spec), .. Hours(municipality.Spec), .. Addresses(municipality.Spec),
            .. Purposes(municipality.Spec), .. UrlTemplates(municipality.Spec)];

    private static IEnumerable<RuleViolation> Name(Municipality municipality)
    {
        if (!TenantName.TryParse(municipality.Metadata.Name, out _))
            yield return new("NameInvalid", "metadata.name",
                $"use 1 to {TenantName.MaxLength} lower-case letters, digits and dashes, beginning with a letter.");
    }

    private static IEnumerable<RuleViolation> Times(MunicipalitySpec spec)
    {
        if (spec.Retention is not null && Durations.Parse(spec.Retention) is not { } retention)
            yield return new("RetentionInvalid", "spec.retention", "write a duration such as 60m.");
        else if (spec.Retention() > Durations.MaxRetention)
            yield return new("RetentionTooLong", "spec.retention", "personal data may live 60m at most; lower it to 60m or less.");
        else if (spec.Retention() < Durations.MinRetention)
            yield return new("RetentionTooShort", "spec.retention", "a call needs at least 5m; raise it to 5m or more.");

        if (spec.WrapUp is not null && Durations.Parse(spec.WrapUp) is null)
            yield return new("WrapUpInvalid", "spec.wrapUp", "write a duration such as 2m.");
        else if (spec.WrapUp() > Durations.MaxWrapUp)
            yield return new("WrapUpTooLong", "spec.wrapUp", "the taker may see the caller 10m at most after the call; lower it to 10m or less.");

        if (spec.Pilot is { GracePeriod: not null } pilot && Durations.Parse(pilot.GracePeriod) is null)
            yield return new("GracePeriodInvalid", "spec.pilot.gracePeriod", "write a duration such as 7d.");
        if (spec.Pilot is { StartsAt: { } starts, EndsAt: { } ends } && ends <= starts)
            yield return new("PilotInvalid", "spec.pilot", "endsAt must be later than startsAt.");
    }

    private static IEnumerable<RuleViolation> Hours(MunicipalitySpec spec)
    {
        if (spec.OpeningHours is not { } hours) yield break;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _))
            yield return new("TimeZoneUnknown", "spec.openingHours.timeZone", "use an IANA name such as Europe/Amsterdam.");
        foreach (var (times, index) in hours.Week.Select((times, index) => (times, index)))
        {
            if (TimeOnly.TryParseExact(times.From, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                && TimeOnly.TryParseExact(times.To, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
                && from < to) continue;
            yield return new("OpeningHoursInvalid", $"spec.openingHours.week[{index}]", "from must be a time before to, both as HH:mm.");
        }
        foreach (var (date, index) in (hours.Closed ?? []).Select((date, index) => (date, index)))
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                yield return new("OpeningHoursInvalid", $"spec.openingHours.closed[{index}]", "write a date that exists as yyyy-MM-dd.");
        }
    }

    private static IEnumerable<RuleViolation> Addresses(MunicipalitySpec spec)
    {
        if (!IsWebAddress(spec.Irma.ServerUrl))
            yield return new("IrmaServerUrlInvalid", "spec.irma.serverUrl", "give the https address of the IRMA server (http only for localhost).");
        if (spec.Irma.ResultPublicKeyRef is null)
            yield return new("ResultPublicKeyMissing", "spec.irma.resultPublicKeyRef",
                "name the Secret and key that hold the PEM public key of the IRMA server.");
        foreach (var (origin, index) in (spec.Widget?.AllowedOrigins ?? []).Select((origin, index) => (origin, index)))
        {
            if (!IsWebAddress(origin) || new Uri(origin).GetLeftPart(UriPartial.Authority) != origin)
                yield return new("OriginInvalid", $"spec.widget.allowedOrigins[{index}]", "give an origin such as https://www.arnhem.nl, without a path.");
        }
        if (spec.SignIn is { } signIn && !IsWebAddress(signIn.Authority))
            yield return new("AuthorityInvalid", "spec.signIn.authority", "give the https address of the OpenID provider (http only for localhost).");
    }

    private static IEnumerable<RuleViolation> Purposes(MunicipalitySpec spec)
    {
        if (spec.Purposes.Count == 0)
            yield return new("PurposesMissing", "spec.purposes", "name at least one purpose.");
        foreach (var twin in spec.Purposes.GroupBy(purpose => purpose.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new("PurposeDuplicate", "spec.purposes", $"the name {twin.Key} stands more than once.");
        foreach (var (purpose, index) in spec.Purposes.Select((purpose, index) => (purpose, index)))
        {
            var asked = purpose.Disclose.SelectMany(one => one).SelectMany(all => all).ToHashSet(StringComparer.Ordinal);
            if (asked.Count == 0)
                yield return new("DiscloseEmpty", $"spec.purposes[{index}].disclose", "ask for at least one attribute.");
            foreach (var attribute in asked.Where(attribute => attribute.Split('.').Length != 4))
                yield return new("AttributeInvalid", $"spec.purposes[{index}].disclose",
                    $"{attribute} is not an attribute identifier such as pbdf.gemeente.personalData.bsn.");
            foreach (var attribute in (purpose.Overview ?? []).Where(attribute => !asked.Contains(attribute)))
                yield return new("OverviewUnknown", $"spec.purposes[{index}].overview", $"{attribute} is not asked for in disclose.");
        }
    }

    private static IEnumerable<RuleViolation> UrlTemplates(MunicipalitySpec spec)
    {
        var purposes = spec.Purposes.Select(purpose => purpose.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (template, index) in (spec.UrlTemplates ?? []).Select((template, index) => (template, index)))
        {
            if (!UrlTemplate.TryParse(template.Url, out var parsed, out var problem))
            {
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].url", $"{problem}.");
                continue;
            }
            foreach (var purpose in (template.Purposes ?? []).Where(purpose => !purposes.Contains(purpose)))
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].purposes", $"{purpose} is not a purpose of this municipality.");
            var asked = spec.Purposes
                .Where(purpose => template.Purposes is not { Count: > 0 } only || only.Contains(purpose.Name, StringComparer.Ordinal))
                .SelectMany(purpose => purpose.Disclose).SelectMany(one => one).SelectMany(all => all).ToHashSet(StringComparer.Ordinal);
            foreach (var attribute in parsed.Attributes.Where(attribute => !asked.Contains(attribute)))
                yield return new("UrlTemplateInvalid", $"spec.urlTemplates[{index}].url", $"no purpose of this link asks for {attribute}.");
        }
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsWellFormedOriginalString() && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLocalhost(uri)));

    private static bool IsLocalhost(Uri uri) =>
        uri.IsLoopback || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
