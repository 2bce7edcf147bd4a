namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>Hosts, origins, servers and links.</summary>
internal static class MalformedAddresses
{
    private const string FixedHost = "must have a fixed host";

    public static IEnumerable<MalformedResource> All =>
    [
        new("a host in capitals", """{"spec":{"hosts":["Loket.Arnhem.nl"]}}""", new Answer.Schema("spec.hosts")),
        new("a host with an accent", """{"spec":{"hosts":["loket.súdwest.example"]}}""", new Answer.Schema("spec.hosts")),
        new("a host that is an address", """{"spec":{"hosts":["https://loket.arnhem.nl"]}}""", new Answer.Schema("spec.hosts")),
        new("a host with a wildcard", """{"spec":{"hosts":["*.arnhem.nl"]}}""", new Answer.Schema("spec.hosts")),
        new("a host that ends in a newline", """{"spec":{"hosts":["loket.arnhem.nl\n"]}}""", new Answer.Schema("spec.hosts")),
        new("a host whose label has 64 letters", $$$$$$"""{"spec":{"hosts":["{{{{{{new string('a', 64)}}}}}}.nl"]}}""",
            new Answer.Schema("spec.hosts")),
        new("a host that is null", """{"spec":{"hosts":[null]}}""", new Answer.Schema("spec.hosts")),
        new("six hosts", """{"spec":{"hosts":["a.nl","b.nl","c.nl","d.nl","e.nl","f.nl"]}}""", new Answer.Schema("spec.hosts")),
        new("a host of another municipality", """{"spec":{"hosts":["TAKEN"]}}""",
            new Answer.Condition("HostDuplicate", "spec.hosts", "choose another")),
        new("the number of another municipality", """{"spec":{"phoneNumber":"+31880000000"}}""",
            new Answer.Condition("PhoneNumberDuplicate", "spec.phoneNumber", "choose another")),
        .. Origins.Select(origin => new MalformedResource($"the origin {origin}",
            $$$$$$"""{"spec":{"widget":{"allowedOrigins":["{{{{{{origin}}}}}}"]}}}""",
            new Answer.Rule("OriginInvalid", "spec.widget.allowedOrigins[0]",
                "must be an origin as browsers send it, such as https://www.arnhem.nl"))),
        new("every origin", """{"spec":{"widget":{"allowedOrigins":["*"]}}}""", new Answer.Schema("spec.widget.allowedOrigins")),
        new("an origin that ends in a newline", """{"spec":{"widget":{"allowedOrigins":["https://www.arnhem.nl\n"]}}}""",
            new Answer.Schema("spec.widget.allowedOrigins")),
        new("a style sheet over http", """{"spec":{"widget":{"theme":{"cssUrl":"http://www.arnhem.nl/huisstijl.css"}}}}""",
            new Answer.Rule("CssUrlInvalid", "spec.widget.theme.cssUrl", "must be an https URL without user or fragment")),
        new("a style sheet that is a script", """{"spec":{"widget":{"theme":{"cssUrl":"javascript:alert(1)"}}}}""",
            new Answer.Schema("spec.widget.theme.cssUrl")),
        .. Servers.Select(
            server => new MalformedResource($"the IRMA server {server}", $$$$$$"""{"spec":{"irma":{"serverUrl":"{{{{{{server}}}}}}"}}}""",
            new Answer.Rule("IrmaServerUrlInvalid", "spec.irma.serverUrl", "must be an https URL without user, query or fragment"))),
        new("an IRMA server without a scheme", """{"spec":{"irma":{"serverUrl":"irma.arnhem.nl"}}}""",
            new Answer.Schema("spec.irma.serverUrl")),
        new("an IRMA server that ends in a newline", """{"spec":{"irma":{"serverUrl":"https://irma.arnhem.nl\n"}}}""",
            new Answer.Schema("spec.irma.serverUrl")),
        new("an IRMA server on a port that does not exist", """{"spec":{"irma":{"serverUrl":"https://irma.arnhem.nl:99999"}}}""",
            new Answer.Condition("IrmaServerUrlInvalid", "spec.irma.serverUrl", "must be an https URL without user, query or fragment")),
        new("no IRMA server", """{"spec":{"irma":{"serverUrl":null}}}""", new Answer.Schema("spec.irma.serverUrl")),
        .. Servers[..2].Select(server => new MalformedResource($"the external address {server}",
            $$$$$$"""{"spec":{"irma":{"externalUrl":"{{{{{{server}}}}}}"}}}""",
            new Answer.Rule("IrmaExternalUrlInvalid", "spec.irma.externalUrl", "must be an https URL without user, query or fragment"))),
        new("an external address on another host than the sessions",
            """{"spec":{"irma":{"host":"irma.arnhem.nl","externalUrl":"https://irma.elsewhere.nl/a"}}}""",
            new Answer.Condition("IrmaExternalUrlInvalid", "spec.irma.externalUrl", "give a URL with that host, or remove one of the two")),
        .. GatewayHeaders.Select(header => new MalformedResource($"the gateway header {header}",
            $$$$$$"""{"spec":{"irma":{"gateway":{"header":"{{{{{{header}}}}}}","valueRef":{"name":"NAME-irma","key":"publicKey"}}}}}""",
            new Answer.Condition("GatewayHeaderInvalid", "spec.irma.gateway.header", "use another header, such as X-Api-Key"))),
        new("a gateway header with a line in it",
            """{"spec":{"irma":{"gateway":{"header":"X-Api-Key\r\nHost: evil.example","valueRef":{"name":"NAME-irma","key":"publicKey"}}}}}""",
            new Answer.Schema("spec.irma.gateway.header")),
        new("a gateway without a value", """{"spec":{"irma":{"gateway":{"header":"X-Api-Key"}}}}""",
            new Answer.Schema("spec.irma.gateway.valueRef")),
        new("a session host that is an address", """{"spec":{"irma":{"host":"https://irma.arnhem.nl/"}}}""",
            new Answer.Schema("spec.irma.host")),
        new("a link over http", Link("http://zaken.example.nl/"),
            new Answer.Rule("UrlTemplateInvalid", "spec.urlTemplates[0].url", "must start with https://")),
        new("a link whose host is an attribute", Link("https://{pbdf.gemeente.personalData.bsn}.example.nl/"), Host),
        new("a link whose port is an attribute", Link("https://zaken.example.nl:{pbdf.gemeente.personalData.bsn}/"), Host),
        new("a link whose whole authority is an attribute", Link("https://{pbdf.gemeente.personalData.bsn}"), Host),
        new("a link with a user", Link("https://zaken.example.nl@evil.example/"), Host),
        new("a link whose host has a Cyrillic letter", Link("https://z\u0430ken.example.nl/"), new Answer.Schema("spec.urlTemplates")),
        new("a link with a backslash", Link("https://zaken.example.nl\\\\@evil.example/"), Host),
        new("a link that ends in a newline", Link("https://zaken.example.nl/\\n"), new Answer.Schema("spec.urlTemplates")),
        new("a link with an attribute in the fragment", Link("https://zaken.example.nl/#{pbdf.gemeente.personalData.bsn}"),
            new Answer.Rule("UrlTemplateInvalid", "spec.urlTemplates[0].url", "must not have an attribute in the fragment")),
        new("a link with a brace that stays open", Link("https://zaken.example.nl/?q={pbdf.gemeente.personalData.bsn"),
            new Answer.Rule("UrlTemplateInvalid", "spec.urlTemplates[0].url", "must have braces only around an attribute identifier")),
        new("a link with an attribute that nobody asks for", Link("https://zaken.example.nl/?q={pbdf.gemeente.personalData.fullname}"),
            new Answer.Condition("UrlTemplateInvalid", "spec.urlTemplates[0].url", "add it to disclose or remove it here")),
        new("a link for a purpose that does not exist", Link("https://zaken.example.nl/", "parkeren"),
            new Answer.Condition("UrlTemplateInvalid", "spec.urlTemplates[0].purposes", "name one of spec.purposes")),
        new("a link without a label", """{"spec":{"urlTemplates":[{"url":"https://zaken.example.nl/"}]}}""",
            new Answer.Schema("spec.urlTemplates")),
        new("a sign-in over http", SignIn("http://login.arnhem.nl"),
            new Answer.Rule("AuthorityInvalid", "spec.signIn.authority", "must be an https URL without user, query or fragment")),
        new("a sign-in with a user", SignIn("https://user@login.arnhem.nl"),
            new Answer.Rule("AuthorityInvalid", "spec.signIn.authority", "must be an https URL without user, query or fragment")),
    ];

    private static string[] Origins =>
        ["https://www.arnhem.nl/pad", "https://www.arnhem.nl/", "http://www.arnhem.nl", "https://WWW.Arnhem.nl",
            "https://www.arnhem.nl:443", "https://user@www.arnhem.nl", "https://*.arnhem.nl"];

    private static string[] Servers =>
        ["http://irma.arnhem.nl", "https://user:secret@irma.arnhem.nl", "https://irma.arnhem.nl/?a=b", "http://localhost.arnhem.nl"];

    private static string[] GatewayHeaders => ["Host", "content-type", "Authorization"];

    private static Answer Host => new Answer.Rule("UrlTemplateInvalid", "spec.urlTemplates[0].url", FixedHost);

    private static string Link(string url, string purpose = "uitkering") =>
        $$$$$$"""{"spec":{"urlTemplates":[{"label":{"nl":"Zaak","en":"Case"},"url":"{{{{{{url}}}}}}","purposes":["{{{{{{purpose}}}}}}"]}]}}""";

    private static string SignIn(string authority) =>
        $$$$$$"""
        {"spec":{"signIn":{"authority":"{{{{{{authority}}}}}}","clientId":"id-bellen","clientSecretRef":{"name":"NAME-irma","key":"publicKey"},
        "roleClaim":"roles","agentRole":"agent","adminRole":"admin"}}}
        """;
}
