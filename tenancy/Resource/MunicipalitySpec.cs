namespace IdBellen.Tenancy.Resource;

/// <summary>The desired state of a municipality; see <c>crds/municipality.yaml</c> for meaning and bounds.</summary>
public sealed record MunicipalitySpec
{
    public string DisplayName { get; init; } = "";

    /// <summary>
    /// In E.164 form, for example <c>+31263770000</c>, or a Dutch 14, 0800, 0900 or 088 number as dialled in the Netherlands.
    /// </summary>
    public string PhoneNumber { get; init; } = "";

    /// <summary>
    /// Number of commas between phone number and code in the <c>tel:</c> link, 1 to 5; each pauses for about two seconds.
    /// </summary>
    public int? DialPauses { get; init; }

    /// <summary>Host names without a port; absent: <c>&lt;name&gt;.&lt;base domain&gt;</c>.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>How long personal data is retained, 5m to 60m. See <see cref="Durations.Retention"/>.</summary>
    public string? Retention { get; init; }

    /// <summary>
    /// How long the agent who took a call can see the caller's data after it ends, 0 to 10m. See <see cref="Durations.WrapUp"/>.
    /// </summary>
    public string? WrapUp { get; init; }

    public PilotSpec? Pilot { get; init; }

    public bool? Suspended { get; init; }

    public OpeningHoursSpec? OpeningHours { get; init; }

    /// <summary><c>queue</c> or <c>end</c>: what happens to a call after three wrong codes.</summary>
    public string? Unidentified { get; init; }

    public WidgetSpec? Widget { get; init; }

    public IrmaSpec Irma { get; init; } = new();

    public IReadOnlyList<PurposeSpec> Purposes { get; init; } = [];

    public IReadOnlyList<UrlTemplateSpec>? UrlTemplates { get; init; }

    /// <summary>The municipality's own identity provider; if absent, IdBellen manages the accounts.</summary>
    public SignInSpec? SignIn { get; init; }

    /// <summary><c>required</c> or <c>optional</c>, for accounts that IdBellen manages.</summary>
    public string? SecondFactor { get; init; }

    public TelephonySpec? Telephony { get; init; }

    /// <summary>E-mail addresses of the first municipal admins, when IdBellen manages the accounts.</summary>
    public IReadOnlyList<string>? Admins { get; init; }
}

public sealed record PilotSpec
{
    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    /// <summary>From suspension at <see cref="EndsAt"/> to deletion of the resource.</summary>
    public string? GracePeriod { get; init; }
}

public sealed record OpeningHoursSpec
{
    /// <summary>An IANA time zone, for example <c>Europe/Amsterdam</c>.</summary>
    public string TimeZone { get; init; } = "";

    public IReadOnlyList<OpeningTimesSpec> Week { get; init; } = [];

    /// <summary>Dates on which the municipality is closed, <c>yyyy-MM-dd</c>.</summary>
    public IReadOnlyList<string>? Closed { get; init; }
}

public sealed record OpeningTimesSpec
{
    /// <summary><c>mon</c> to <c>sun</c>.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>Local time <c>HH:mm</c>, inclusive.</summary>
    public string From { get; init; } = "";

    /// <summary>Local time <c>HH:mm</c>, exclusive.</summary>
    public string To { get; init; } = "";
}

public sealed record WidgetSpec
{
    /// <summary>Origins of the municipal pages that may embed the button.</summary>
    public IReadOnlyList<string>? AllowedOrigins { get; init; }

    public WidgetThemeSpec? Theme { get; init; }
}

public sealed record WidgetThemeSpec
{
    public string? CssUrl { get; init; }
}

public sealed record IrmaSpec
{
    public string ServerUrl { get; init; } = "";

    /// <summary>The requestor token for starting sessions; absent if the server requires none.</summary>
    public SecretKeyRef? RequestorTokenRef { get; init; }

    /// <summary>The PEM public key that verifies the server's result JWT.</summary>
    public SecretKeyRef? ResultPublicKeyRef { get; init; }

    /// <summary>The host name that the Yivi app shows; the server must permit it (<c>host_perms</c>).</summary>
    public string? Host { get; init; }

    /// <summary>The URL at which the app reaches the server; defaults to the URL that the server puts in the QR code.</summary>
    public string? ExternalUrl { get; init; }

    /// <summary>Whether the server posts results; if false, they are polled. Defaults to true.</summary>
    public bool? Callback { get; init; }

    /// <summary>A gateway in front of the server that requires a header; absent if there is none.</summary>
    public IrmaGatewaySpec? Gateway { get; init; }
}

/// <summary>A header that goes with every request to the IRMA server.</summary>
public sealed record IrmaGatewaySpec
{
    /// <summary>The header's name; see <see cref="Rules.GatewayHeader"/> for the refused ones.</summary>
    public string Header { get; init; } = "";

    /// <summary>The Secret key with the header's value.</summary>
    public SecretKeyRef ValueRef { get; init; } = new();
}

/// <summary>A key in a Secret of the municipalities' namespace; the Secret must be labelled with this municipality's name.</summary>
public sealed record SecretKeyRef
{
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";
}

public sealed record PurposeSpec
{
    public string Name { get; init; } = "";

    public TranslationSpec Title { get; init; } = new();

    /// <summary>An IRMA condiscon: all of (one of (all of attributes)).</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Disclose { get; init; } = [];

    /// <summary>
    /// Attributes in <see cref="Disclose"/> that may be empty. The app offers only credentials in which all others have a value.
    /// </summary>
    public IReadOnlyList<string>? MayBeEmpty { get; init; }

    /// <summary>Values that attributes in <see cref="Disclose"/> must have; the app offers no credential with another value.</summary>
    public IReadOnlyList<DemandedValueSpec>? Values { get; init; }

    /// <summary>
    /// The Yivi app's label for each disjunction in <see cref="Disclose"/>, in order; null or empty uses the scheme's names.
    /// </summary>
    public IReadOnlyList<LabelSpec?>? Labels { get; init; }

    /// <summary>Attributes that every agent sees while the call waits; defaults to all disclosed attributes.</summary>
    public IReadOnlyList<string>? Overview { get; init; }

    /// <summary>
    /// The https URL of the processing activity in the municipality's register; for the default see
    /// <see cref="AccessLog.ProcessingActivity"/>.
    /// </summary>
    public string? ProcessingActivity { get; init; }
}

/// <summary>One attribute and the value that it must have, as it is issued.</summary>
public sealed record DemandedValueSpec
{
    public string Attribute { get; init; } = "";

    public string Value { get; init; } = "";
}

/// <summary>Both languages, or neither for no label. An empty object survives <c>kubectl apply</c>; a null in a list does not.</summary>
public sealed record LabelSpec
{
    public string? Nl { get; init; }

    public string? En { get; init; }
}

public sealed record TranslationSpec
{
    public string Nl { get; init; } = "";

    public string En { get; init; } = "";
}

public sealed record UrlTemplateSpec
{
    public TranslationSpec Label { get; init; } = new();

    /// <summary>An https address with attributes in braces; see <see cref="Urls.UrlTemplate"/>.</summary>
    public string Url { get; init; } = "";

    /// <summary>The purposes for which it is shown; all if absent or empty.</summary>
    public IReadOnlyList<string>? Purposes { get; init; }
}

public sealed record SignInSpec
{
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    public SecretKeyRef ClientSecretRef { get; init; } = new();

    public string RoleClaim { get; init; } = "";

    public string AgentRole { get; init; } = "";

    public string AdminRole { get; init; } = "";
}

public sealed record TelephonySpec
{
    /// <summary><c>asterisk</c>, <c>amazonConnect</c> or <c>demo</c>.</summary>
    public string Kind { get; init; } = "";

    public AmazonConnectSpec? AmazonConnect { get; init; }

    public AsteriskSpec? Asterisk { get; init; }
}

/// <summary>How our own exchange serves the municipality; absent: it has another one.</summary>
public sealed record AsteriskSpec
{
    /// <summary>In E.164 form, as the trunk delivers them; <see cref="MunicipalitySpec.PhoneNumber"/> may be a short number.</summary>
    public IReadOnlyList<string> CalledNumbers { get; init; } = [];

    /// <summary>The only trunk that may deliver them; absent: those that municipalities share.</summary>
    public string? Trunk { get; init; }

    /// <summary>Whether waiting callers hear their place in the queue.</summary>
    public bool? AnnouncePosition { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public string? Language { get; init; }
}

public sealed record AmazonConnectSpec
{
    public string InstanceAlias { get; init; } = "";

    public string Region { get; init; } = "";
}
