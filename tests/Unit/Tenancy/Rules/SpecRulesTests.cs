using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s.Models;

namespace IdBellen.Tests.Unit.Tenancy.Rules;

/// <summary>Each rule has its reason, its field and a sentence that says what to change.</summary>
public sealed class SpecRulesTests
{
    private const string Bsn = "pbdf.gemeente.personalData.bsn";

    public static TheoryData<string, string, Func<MunicipalitySpec, MunicipalitySpec>> Violations => new()
    {
        { "RetentionInvalid", "spec.retention", spec => spec with { Retention = "an hour" } },
        { "RetentionTooLong", "spec.retention", spec => spec with { Retention = "60m1s" } },
        { "RetentionTooShort", "spec.retention", spec => spec with { Retention = "4m59s" } },
        { "WrapUpInvalid", "spec.wrapUp", spec => spec with { WrapUp = "soon" } },
        { "WrapUpTooLong", "spec.wrapUp", spec => spec with { WrapUp = "10m1s" } },
        { "GracePeriodInvalid", "spec.pilot.gracePeriod", spec => spec with { Pilot = new PilotSpec { GracePeriod = "week" } } },
        { "PilotInvalid", "spec.pilot",
            spec => spec with { Pilot = new PilotSpec { StartsAt = DateTime.UnixEpoch, EndsAt = DateTime.UnixEpoch } } },
        { "TimeZoneUnknown", "spec.openingHours.timeZone",
            spec => spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "Arnhem" } } },
        { "OpeningHoursInvalid", "spec.openingHours.week[0]", spec => Open(spec, "24:00", "09:00") },
        { "OpeningHoursInvalid", "spec.openingHours.week[0]", spec => Open(spec, "09:00", "24:01") },
        { "PhoneNumberInvalid", "spec.phoneNumber", spec => spec with { PhoneNumber = "+3114026" } },
        { "OpeningHoursInvalid", "spec.openingHours.week[0]", spec => Open(spec, "09:00", "09:00") },
        { "OpeningHoursInvalid", "spec.openingHours.week[0]", spec => Open(spec, "9:00", "17:00") },
        { "OpeningHoursInvalid", "spec.openingHours.closed[0]",
            spec => spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "Europe/Amsterdam", Closed = ["2027-02-29"] } } },
        { "IrmaServerUrlInvalid", "spec.irma.serverUrl",
            spec => spec with { Irma = spec.Irma with { ServerUrl = "http://irma.example.nl" } } },
        { "IrmaServerUrlInvalid", "spec.irma.serverUrl",
            spec => spec with { Irma = spec.Irma with { ServerUrl = "ftp://irma.example.nl" } } },
        { "IrmaServerUrlInvalid", "spec.irma.serverUrl",
            spec => spec with { Irma = spec.Irma with { ServerUrl = "https://user@irma.example.nl" } } },
        { "IrmaExternalUrlInvalid", "spec.irma.externalUrl",
            spec => spec with { Irma = spec.Irma with { ExternalUrl = "http://irma.example.nl" } } },
        { "IrmaExternalUrlInvalid", "spec.irma.externalUrl",
            spec => spec with { Irma = spec.Irma with { ExternalUrl = "https://irma.example.nl/?a" } } },
        { "IrmaExternalUrlInvalid", "spec.irma.externalUrl",
            spec => spec with { Irma = spec.Irma with { Host = "a.nl", ExternalUrl = "https://b.nl/" } } },
        { "GatewayHeaderInvalid", "spec.irma.gateway.header", spec => Gateway(spec, "Host") },
        { "MayBeEmptyUnknown", "spec.purposes[0].mayBeEmpty",
            spec => spec with { Purposes = [spec.Purposes[0] with { MayBeEmpty = ["a.b.c.d"] }] } },
        { "MayBeEmptyUnknown", "spec.purposes[0].mayBeEmpty",
            spec => spec with { Purposes = [spec.Purposes[0] with { MayBeEmpty = [Bsn] }] } },
        { "ValueInvalid", "spec.purposes[0].values[0]", spec => Demand(spec, "a.b.c.d", "x") },
        { "ValueInvalid", "spec.purposes[0].values[0]", spec => Demand(spec, Bsn, "") },
        { "ValueInvalid", "spec.purposes[0].values[0]", spec => Demand(spec, Bsn, "a\nb") },
        { "LabelsInvalid", "spec.purposes[0].labels", spec => spec with { Purposes = [spec.Purposes[0] with { Labels = [] }] } },
        { "LabelsInvalid", "spec.purposes[0].labels[0]",
            spec => spec with { Purposes = [spec.Purposes[0] with { Labels = [new LabelSpec { Nl = "BSN" }] }] } },
        { "ResultPublicKeyMissing", "spec.irma.resultPublicKeyRef",
            spec => spec with { Irma = spec.Irma with { ResultPublicKeyRef = null } } },
        { "OriginInvalid", "spec.widget.allowedOrigins[0]",
            spec => spec with { Widget = new WidgetSpec { AllowedOrigins = ["https://www.arnhem.nl/pad"] } } },
        { "OriginInvalid", "spec.widget.allowedOrigins[0]",
            spec => spec with { Widget = new WidgetSpec { AllowedOrigins = ["http://www.arnhem.nl"] } } },
        { "AuthorityInvalid", "spec.signIn.authority",
            spec => spec with { SignIn = new SignInSpec { Authority = "http://login.arnhem.nl" } } },
        { "PurposesMissing", "spec.purposes", spec => spec with { Purposes = [] } },
        { "PurposeDuplicate", "spec.purposes", spec => spec with { Purposes = [spec.Purposes[0], spec.Purposes[0]] } },
        { "DiscloseEmpty", "spec.purposes[0].disclose", spec => spec with { Purposes = [spec.Purposes[0] with { Disclose = [[]] }] } },
        { "AttributeInvalid", "spec.purposes[0].disclose",
            spec => spec with { Purposes = [spec.Purposes[0] with { Disclose = [[["bsn"]]] }] } },
        { "ProcessingActivityInvalid", "spec.purposes[0].processingActivity",
            spec => spec with { Purposes = [spec.Purposes[0] with { ProcessingActivity = "http://register.example/1" }] } },
        { "OverviewUnknown", "spec.purposes[0].overview",
            spec => spec with { Purposes = [spec.Purposes[0] with { Overview = ["a.b.c.d"] }] } },
        { "UrlTemplateInvalid", "spec.urlTemplates[0].url", spec => Link(spec, "http://zaken.example.nl/") },
        { "UrlTemplateInvalid", "spec.urlTemplates[0].url", spec => Link(spec, "https://zaken.example.nl/?q={a.b.c.d}") },
        { "UrlTemplateInvalid", "spec.urlTemplates[0].purposes", spec => Link(spec, "https://zaken.example.nl/", "schulden") },
    };

    [Theory]
    [MemberData(nameof(Violations), DisableDiscoveryEnumeration = true)]
    public void It_is_found(string reason, string field, Func<MunicipalitySpec, MunicipalitySpec> change)
    {
        var violation = SpecRules.Check(Sample("arnhem", change)).Should().ContainSingle().Subject;

        violation.Should().BeEquivalentTo(new { Reason = reason, Field = field });
        violation.Message.Should().EndWith(".");
    }

    [Theory]
    [InlineData("Arnhem")]
    [InlineData("arnhem.nl")]
    [InlineData("a23456789012345678901234567890123456789012")]
    public void A_name_that_cannot_name_a_database_is_found(string name) =>
        SpecRules.Check(Sample(name, spec => spec)).Should().ContainSingle().Which.Reason.Should().Be("NameInvalid");

    [Theory]
    [InlineData("http://localhost:8088")]
    [InlineData("http://irma.localhost:8088")]
    [InlineData("http://127.0.0.1:8088")]
    [InlineData("https://irma.example.nl/irma")]
    public void An_IRMA_server_on_this_machine_may_do_without_https(string address) =>
        SpecRules.Check(Sample("arnhem", spec => spec with { Irma = spec.Irma with { ServerUrl = address } })).Should().BeEmpty();

    [Theory]
    [InlineData("host")]
    [InlineData("Content-Length")]
    [InlineData("content-type")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Cookie")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("TE")]
    [InlineData("Upgrade")]
    [InlineData("Expect")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-IRMA-MinProtocolVersion")]
    [InlineData("Accept-Encoding")]
    [InlineData("X Api Key")]
    [InlineData("X-Api-Key:")]
    [InlineData("X-Api-Key\r\nHost")]
    [InlineData("")]
    public void A_gateways_header_that_has_a_meaning_of_its_own_is_found(string header) =>
        SpecRules.Check(Sample("arnhem", spec => Gateway(spec, header))).Should().ContainSingle().Which.Reason.Should()
            .Be("GatewayHeaderInvalid");

    [Fact]
    public void What_may_be_said_of_a_server_and_of_attributes()
    {
        var whole = Sample("arnhem", spec => Gateway(Demand(spec, Bsn, "999990019"), "X-Api-Key")).Spec;
        var purpose = whole.Purposes[0];

        SpecRules.Check(Sample("arnhem", _ => whole with
        {
            Irma = whole.Irma with { Host = "irma.arnhem.nl", ExternalUrl = "https://irma.arnhem.nl/yivi", Callback = false },
            Purposes = [purpose with { Labels = [new LabelSpec()] },
                purpose with { Name = "leeg", Disclose = [[[Bsn, "a.b.c.d"]]], Values = null, MayBeEmpty = [Bsn], Labels = [null] }],
        })).Should().BeEmpty();
    }

    [Fact]
    public void All_violations_are_told_at_once() =>
        SpecRules.Check(Sample("arnhem", spec => Link(spec, "http://x.nl/") with { Retention = "90m" }))
            .Select(violation => violation.Reason).Should().Equal("RetentionTooLong", "UrlTemplateInvalid");

    private static MunicipalitySpec Gateway(MunicipalitySpec spec, string header) =>
        spec with
        {
            Irma = spec.Irma with
            {
                Gateway = new IrmaGatewaySpec { Header = header, ValueRef = new SecretKeyRef { Name = "a", Key = "b" } }
            }
        };

    private static MunicipalitySpec Demand(MunicipalitySpec spec, string attribute, string value) =>
        spec with { Purposes = [spec.Purposes[0] with { Values = [new DemandedValueSpec { Attribute = attribute, Value = value }] }] };

    private static Municipality Sample(string name, Func<MunicipalitySpec, MunicipalitySpec> change) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = change(new MunicipalitySpec
        {
            DisplayName = "Gemeente Arnhem",
            PhoneNumber = "+31263770000",
            Irma = new IrmaSpec
            {
                ServerUrl = "https://irma.example.nl",
                ResultPublicKeyRef = new SecretKeyRef { Name = "irma", Key = "key" }
            },
            Purposes = [new PurposeSpec { Name = "uitkering", Disclose = [[[Bsn]]] }],
        }),
    };

    private static MunicipalitySpec Open(MunicipalitySpec spec, string from, string to) => spec with
    {
        OpeningHours = new OpeningHoursSpec
        {
            TimeZone = "Europe/Amsterdam",
            Week = [new OpeningTimesSpec { Days = ["mon"], From = from, To = to }]
        },
    };

    private static MunicipalitySpec Link(MunicipalitySpec spec, string url, params string[] purposes) =>
        spec with { UrlTemplates = [new UrlTemplateSpec { Url = url, Purposes = purposes }] };
}
