using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Rules;

/// <summary>What we call, and which pages may call us.</summary>
internal static class AddressRules
{
    public static IEnumerable<RuleViolation> Check(MunicipalitySpec spec)
    {
        foreach (var (index, origin) in (spec.Widget?.AllowedOrigins ?? []).Index())
        {
            if (!WebAddress.IsOrigin(origin))
                yield return new("OriginInvalid", $"spec.widget.allowedOrigins[{index}]",
                    "give an origin as browsers send it, such as https://www.arnhem.nl, in lower case, without a path or :443 (http only for localhost).");
        }
        if (spec.Widget?.Theme?.CssUrl is { } css && !WebAddress.IsPage(css))
            yield return new("CssUrlInvalid", "spec.widget.theme.cssUrl", "give the https address of the style sheet (http only for localhost).");
        if (!WebAddress.IsServer(spec.Irma.ServerUrl))
            yield return new("IrmaServerUrlInvalid", "spec.irma.serverUrl",
                "give the https address of the IRMA server, without user, query or fragment (http only for localhost).");
        if (spec.Irma.ResultPublicKeyRef is null)
            yield return new("ResultPublicKeyMissing", "spec.irma.resultPublicKeyRef",
                "name the Secret and key that hold the PEM public key of the IRMA server.");
        if (spec.SignIn is { } signIn && !WebAddress.IsServer(signIn.Authority))
            yield return new("AuthorityInvalid", "spec.signIn.authority",
                "give the https address of the OpenID provider, without user, query or fragment (http only for localhost).");
    }
}
