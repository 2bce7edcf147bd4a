using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>Rules on the URLs of external servers and the origins of municipal pages.</summary>
internal static class AddressRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        foreach (var (index, origin) in (spec.Widget?.AllowedOrigins ?? []).Index())
        {
            if (!WebAddress.IsOrigin(origin))
                yield return new("OriginInvalid", $"spec.widget.allowedOrigins[{index}]",
                    "must be an origin as browsers send it, such as https://www.arnhem.nl, in lower case, without a path or :443 "
                        + "(http only for localhost).");
        }
        if (spec.Widget?.Theme?.CssUrl is { } css && !WebAddress.IsPage(css))
            yield return new("CssUrlInvalid", "spec.widget.theme.cssUrl",
                "must be an https URL without user or fragment (http only for localhost).");
        if (!WebAddress.IsServer(spec.Irma.ServerUrl))
            yield return new("IrmaServerUrlInvalid", "spec.irma.serverUrl",
                "must be an https URL without user, query or fragment (http only for localhost).");
        if (spec.Irma.ResultPublicKeyRef is null)
            yield return new("ResultPublicKeyMissing", "spec.irma.resultPublicKeyRef",
                "is required; reference the Secret and key that contain the IRMA server's public key in PEM.");
        foreach (var violation in Irma(spec.Irma)) yield return violation;
        if (spec.SignIn is { } signIn && !WebAddress.IsServer(signIn.Authority))
            yield return new("AuthorityInvalid", "spec.signIn.authority",
                "must be an https URL without user, query or fragment (http only for localhost).");
    }

    // The app's address of the server, and the header for a gateway in front of it.
    private static IEnumerable<RuleViolation> Irma(IrmaSpec irma)
    {
        if (irma.ExternalUrl is { } external && !WebAddress.IsServer(external))
            yield return new("IrmaExternalUrlInvalid", "spec.irma.externalUrl",
                "must be an https URL without user, query or fragment (http only for localhost).");
        else if (irma is { ExternalUrl: { } address, Host: { } host }
            && !string.Equals(new Uri(address).Authority, host, StringComparison.OrdinalIgnoreCase))
            yield return new("IrmaExternalUrlInvalid", "spec.irma.externalUrl",
                $"the IRMA server serves sessions only at {host} (spec.irma.host); give a URL with that host, or remove one of the two.");
        if (irma.Gateway is { } gateway && !GatewayHeader.IsPermitted(gateway.Header))
            yield return new("GatewayHeaderInvalid", "spec.irma.gateway.header",
                $"{gateway.Header} has a standard meaning in HTTP; use another header, such as X-Api-Key.");
    }
}
