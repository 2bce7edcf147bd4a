namespace IdBellen.Tenancy.Resource;

/// <summary>What the platform admin wishes; see DESIGN §3 and <c>crds/municipality.yaml</c> for meaning and bounds.</summary>
public sealed record MunicipalitySpec
{
    public string DisplayName { get; init; } = "";

    /// <summary>In E.164 form, for example <c>+31263770000</c>.</summary>
    public string PhoneNumber { get; init; } = "";

    /// <summary>Commas between number and code in the <c>tel:</c> link, 1 to 5; each is a pause of about two seconds.</summary>
    public int? DialPauses { get; init; }

    /// <summary>Host names without a port; absent: <c>&lt;name&gt;.&lt;base domain&gt;</c>.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>How long personal data may live, 5m to 60m. See <see cref="Durations.Retention"/>.</summary>
    public string? Retention { get; init; }

    /// <summary>How long the taker still sees the caller after the call, 0 to 10m. See <see cref="Durations.WrapUp"/>.</summary>
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

    /// <summary>The municipality's own identity provider; absent: accounts are kept here.</summary>
    public SignInSpec? SignIn { get; init; }

    /// <summary><c>required</c> or <c>optional</c>, for accounts kept here.</summary>
    public string? SecondFactor { get; init; }

    public TelephonySpec? Telephony { get; init; }

    /// <summary>E-mail addresses of the first municipal admins, for accounts kept here.</summary>
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
    /// <summary>The origins of the municipal pages that may carry the button.</summary>
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

    /// <summary>The token with which we may start sessions; absent: the server asks for none.</summary>
    public SecretKeyRef? RequestorTokenRef { get; init; }

    /// <summary>The PEM public key that verifies the server's result JWT.</summary>
    public SecretKeyRef? ResultPublicKeyRef { get; init; }

    /// <summary>The host name that the Yivi app shows; the server must permit it (<c>host_perms</c>).</summary>
    public string? Host { get; init; }
}

/// <summary>A key in a Secret of the municipalities' namespace that is labelled with this municipality's name.</summary>
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

    /// <summary>What the Yivi app calls each of the choices of <see cref="Disclose"/>, in their order; null: as the scheme names the attributes.</summary>
    public IReadOnlyList<TranslationSpec?>? Labels { get; init; }

    /// <summary>What every agent sees while the call waits; absent: all that was disclosed.</summary>
    public IReadOnlyList<string>? Overview { get; init; }

    /// <summary>The https address of the processing activity in the municipality's register; absent: see <see cref="AccessLog.ProcessingActivity"/>.</summary>
    public string? ProcessingActivity { get; init; }
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

    /// <summary>The purposes it is for; absent or empty: all.</summary>
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
}

public sealed record AmazonConnectSpec
{
    public string InstanceAlias { get; init; } = "";

    public string Region { get; init; } = "";
}
