namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>Secrets that a specification names, and what is in them.</summary>
internal static class MalformedReferences
{
    public static IEnumerable<MalformedResource> All =>
    [
        new("no public key", """{"spec":{"irma":{"resultPublicKeyRef":null}}}""",
            new Answer.Condition("ResultPublicKeyMissing", "spec.irma.resultPublicKeyRef", "reference the Secret and key")),
        new("a public key without a Secret's name", """{"spec":{"irma":{"resultPublicKeyRef":{"name":null,"key":"publicKey"}}}}""",
            new Answer.Schema("spec.irma.resultPublicKeyRef.name")),
        new("a Secret's name that is a path", Token("../kube-system/secrets/a", "token"),
            new Answer.Schema("spec.irma.requestorTokenRef.name")),
        new("a key with a space", Token("NAME-irma", "the token"), new Answer.Schema("spec.irma.requestorTokenRef.key")),
        new("a Secret that does not exist", Token("nowhere", "token"),
            new Answer.Condition("SecretMissing", "spec.irma.requestorTokenRef", "does not exist in this namespace; create it")),
        new("a Secret without the municipality's label", Token("OLDER-unlabelled", "token"),
            new Answer.Condition("SecretNotLabelled", "spec.irma.requestorTokenRef", "does not carry the label idbellen.nl/municipality")),
        new("a Secret of another municipality", Token("OLDER-irma", "publicKey"),
            new Answer.Condition("SecretNotLabelled", "spec.irma.requestorTokenRef", "does not carry the label idbellen.nl/municipality")),
        new("a key that the Secret does not have", Token("NAME-irma", "token"),
            new Answer.Condition("SecretKeyMissing", "spec.irma.requestorTokenRef", "has no value under token; add it")),
        new("a Secret that the operator makes", Token("NAME-keys", "master"),
            new Answer.Condition("SecretReserved", "spec.irma.requestorTokenRef", "reference another Secret")),
        Key("a text that is no key", "not a key"),
        Key("a public key that is cut off", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"),
        Key("a private key", PrivateKey()),
        Key("an elliptic key", EllipticKey()),
        new("a sign-in that names no secret", """
            {"spec":{"signIn":{"authority":"https://login.arnhem.nl","clientId":"id-bellen","roleClaim":"roles","agentRole":"agent","adminRole":"admin"}}}
            """, new Answer.Schema("spec.signIn.clientSecretRef")),
        new("a sign-in whose role ends in a newline", """
            {"spec":{"signIn":{"authority":"https://login.arnhem.nl","clientId":"id-bellen","clientSecretRef":{"name":"NAME-irma","key":"publicKey"},
            "roleClaim":"roles","agentRole":"agent\n","adminRole":"admin"}}}
            """, new Answer.Schema("spec.signIn.agentRole")),
    ];

    private static string Token(string name, string key) =>
        $$$$$$"""{"spec":{"irma":{"requestorTokenRef":{"name":"{{{{{{name}}}}}}","key":"{{{{{{key}}}}}}"}}}}""";

    private static MalformedResource Key(string mistake, string pem) =>
        new(mistake, "{}", new Answer.Condition(
            "PublicKeyInvalid", "spec.irma.resultPublicKeyRef", "the IRMA server's RSA public key in PEM"))
        { PublicKey = pem };

    private static string PrivateKey()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string EllipticKey()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
