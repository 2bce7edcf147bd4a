using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tests.Unit.Tenancy.Policy;

public sealed class TenantPolicyTests
{
    private const string Bsn = "pbdf.gemeente.personalData.bsn";
    private const string Name = "pbdf.gemeente.personalData.fullname";

    private static readonly MunicipalitySpec Least = new() { DisplayName = "Gemeente Arnhem", PhoneNumber = "+31263770000" };

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var policy = new TenantPolicy(Least);

        policy.Retention.Should().Be(TimeSpan.FromMinutes(60));
        policy.WrapUp.Should().Be(TimeSpan.FromMinutes(2));
        policy.TelephoneLink.Should().Be("tel:+31263770000,,");
        policy.Number.Region.Should().Be("NL");
        policy.TimeZone.Id.Should().Be("Europe/Amsterdam");
        policy.Should().BeEquivalentTo(new
        {
            IsSuspended = false,
            PilotStartsAt = (DateTimeOffset?)null,
            PilotEndsAt = (DateTimeOffset?)null,
            Hours = (OpeningWeek?)null,
            Unidentified = UnidentifiedCalls.Queue,
            SecondFactor = SecondFactorMode.Required,
            SignIn = (SignInSpec?)null,
            SignInProvider = "",
        });
        policy.AllowedOrigins.Should().BeEmpty();
        policy.Links.Should().BeEmpty();
    }

    [Fact]
    public void What_is_said_is_read()
    {
        var policy = new TenantPolicy(Least with
        {
            PhoneNumber = "+318001234",
            DialPauses = 4,
            Retention = "30m",
            WrapUp = "1m30s",
            Suspended = true,
            Pilot = new PilotSpec
            {
                StartsAt = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                EndsAt = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)
            },
            OpeningHours = new OpeningHoursSpec { TimeZone = "America/Kralendijk" },
            Unidentified = "end",
            SecondFactor = "optional",
            SignIn = new SignInSpec { Authority = "https://a", ClientId = "b", RoleClaim = "c", AgentRole = "d", AdminRole = "e" },
            Widget = new WidgetSpec { AllowedOrigins = ["https://www.arnhem.nl"] },
        });

        policy.Retention.Should().Be(TimeSpan.FromMinutes(30));
        policy.WrapUp.Should().Be(TimeSpan.FromSeconds(90));
        policy.TelephoneLink.Should().Be("tel:08001234,,,,");
        policy.PilotStartsAt.Should().Be(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        policy.PilotEndsAt.Should().Be(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        policy.TimeZone.Id.Should().Be("America/Kralendijk");
        policy.IsSuspended.Should().BeTrue();
        policy.Unidentified.Should().Be(UnidentifiedCalls.End);
        policy.SecondFactor.Should().Be(SecondFactorMode.Optional);
        policy.SignInProvider.Should().Be("https://a\nb\nc\nd\ne");
        policy.AllowedOrigins.Should().Equal("https://www.arnhem.nl");
    }

    [Fact]
    public void A_purpose_knows_what_it_asks_and_what_all_agents_see()
    {
        var policy = new TenantPolicy(Least with
        {
            Purposes =
            [
                new PurposeSpec
                {
                    Name = "uitkering",
                    Disclose = [[[Bsn, Name]]],
                    MayBeEmpty = [Name],
                    Values = [new DemandedValueSpec { Attribute = Bsn, Value = "1" }],
                    Labels = [new LabelSpec(), new LabelSpec { Nl = "nl", En = "en" }],
                    Overview = [Name],
                },
                new PurposeSpec { Name = "paspoort", Disclose = [[[Bsn]]] },
            ],
        });

        policy.Purpose("verhuizing").Should().BeNull();
        var first = policy.Purpose("uitkering")!;
        first.Disclose.Should().ContainSingle().Which.Should().ContainSingle().Which.Should()
            .Equal(new AskedAttribute(Bsn, "1", false), new AskedAttribute(Name, null, true));
        first.Labels.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(1, new TranslationSpec { Nl = "nl", En = "en" }));
        (first.IsInOverview(Name), first.IsInOverview(Bsn)).Should().Be((true, false));
        policy.Purpose("paspoort")!.IsInOverview(Bsn).Should().BeTrue("without an overview all is in it");
        policy.Purpose("paspoort")!.Labels.Should().BeNull();
    }

    [Fact]
    public void A_link_is_for_its_purposes_or_for_all_and_keeps_its_key_wherever_it_stands()
    {
        var bound = new UrlTemplateSpec
        {
            Label = new TranslationSpec { Nl = "Zaken" },
            Url = $"https://zaken.example.nl/?bsn={{{Bsn}}}",
            Purposes = ["uitkering"]
        };
        var free = new UrlTemplateSpec { Label = new TranslationSpec { Nl = "Overal" }, Url = "https://zaken.example.nl/", Purposes = [] };

        var links = new TenantPolicy(Least with { UrlTemplates = [bound, free] }).Links;

        (links[0].IsFor("uitkering"), links[0].IsFor("paspoort"), links[0].IsFor(null)).Should().Be((true, false, false));
        (links[1].IsFor("uitkering"), links[1].IsFor(null)).Should().Be((true, true));
        new TenantPolicy(Least with { UrlTemplates = [free, bound] }).Links[1].Key.Should().Be(links[0].Key).And.HaveLength(16).And.NotBe(
            links[1].Key);
    }

    [Fact]
    public void What_the_rules_refuse_cannot_be_read()
    {
        var hours = new OpeningHoursSpec
        {
            TimeZone = "Europe/Amsterdam",
            Week = [new OpeningTimesSpec { Days = ["mon"], From = "09:00", To = "17:00" }]
        };
        MunicipalitySpec[] wrong =
        [
            Least with { UrlTemplates = [new UrlTemplateSpec { Url = "http://zaken.example.nl/" }] },
            Least with { OpeningHours = hours with { Week = [hours.Week[0] with { To = "25:00" }] } },
            Least with { OpeningHours = hours with { Week = [hours.Week[0] with { Days = ["ma"] }] } },
            Least with { OpeningHours = hours with { Closed = ["2027-02-30"] } },
        ];

        foreach (var spec in wrong) FluentActions.Invoking(() => new TenantPolicy(spec)).Should().Throw<FormatException>();
        FluentActions.Invoking(() => new TenantPolicy(Least with { OpeningHours = hours with { TimeZone = "Europe/Nergens" } })).Should()
            .Throw<TimeZoneNotFoundException>();
    }
}
