using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Municipalities;

/// <summary>What the schema lets through and is still wrong: nothing is made, and a condition says what to change.</summary>
public sealed class InvalidResourceTests(TestEnvironment environment)
{
    public static TheoryData<string, Func<MunicipalitySpec, MunicipalitySpec>> Invalid => new()
    {
        { "RetentionTooLong", spec => spec with { Retention = "90m" } },
        { "RetentionTooShort", spec => spec with { Retention = "1m" } },
        { "WrapUpTooLong", spec => spec with { WrapUp = "11m" } },
        { "PilotInvalid", spec => spec with { Pilot = new PilotSpec { StartsAt = new(2027, 1, 2, 0, 0, 0, DateTimeKind.Utc), EndsAt = new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc) } } },
        { "TimeZoneUnknown", spec => spec with { OpeningHours = new OpeningHoursSpec { TimeZone = "Europe/Arnhem" } } },
        { "UrlTemplateInvalid", spec => WithLink(spec, "https://{pbdf.gemeente.personalData.bsn}.example.nl/") },
        { "UrlTemplateInvalid", spec => WithLink(spec, "http://zaken.example.nl/") },
        { "UrlTemplateInvalid", spec => WithLink(spec, "https://zaken.example.nl/?q={pbdf.gemeente.personalData.fullname}") },
        { "OverviewUnknown", spec => spec with { Purposes = [spec.Purposes[0] with { Overview = ["pbdf.gemeente.personalData.fullname"] }] } },
        { "IrmaServerUrlInvalid", spec => spec with { Irma = spec.Irma with { ServerUrl = "http://irma.example.nl" } } },
        { "ResultPublicKeyMissing", spec => spec with { Irma = spec.Irma with { ResultPublicKeyRef = null } } },
        { "SecretMissing", spec => spec with { Irma = spec.Irma with { RequestorTokenRef = new SecretKeyRef { Name = "nowhere", Key = "token" } } } },
        { "SecretKeyMissing", spec => spec with { Irma = spec.Irma with { ResultPublicKeyRef = spec.Irma.ResultPublicKeyRef! with { Key = "nothing" } } } },
    };

    [Theory]
    [MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public async Task It_is_reported_with_its_reason_and_nothing_is_made(string reason, Func<MunicipalitySpec, MunicipalitySpec> change)
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var name = (await platform.ApplyAsync("arnhem", change)).Metadata.Name;

        var refused = await platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition.Status == "False");

        refused.Status!.Condition(ConditionTypes.SpecValid).Should().BeEquivalentTo(new { Status = "False", Reason = reason });
        refused.Status.Condition(ConditionTypes.SpecValid)!.Message.Should().MatchRegex(@"^(spec|metadata)\.\S+: .+\.$");
        refused.Status.Condition(ConditionTypes.Ready)!.Reason.Should().Be(reason);
        refused.Status.Condition(ConditionTypes.DatabaseReady)!.Status.Should().Be("Unknown");
        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname = 'idbellen_{name}'")).Should().BeEmpty();
        (await platform.SecretAsync($"{name}-keys")).Should().BeNull();
    }

    [Fact]
    public async Task A_Secret_without_the_municipalitys_label_does_not_count_until_it_has_it()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ApplySecretAsync("arnhem", "token", new(StringComparer.Ordinal) { ["token"] = "t" }, labelled: false);
        var name = (await platform.ApplyAsync("arnhem", spec => spec with
        {
            Irma = spec.Irma with { RequestorTokenRef = new SecretKeyRef { Name = platform.Name("arnhem") + "-token", Key = "token" } },
        })).Metadata.Name;
        await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition.Reason == "SecretNotLabelled");

        await platform.Kubernetes.KubectlAsync("label", "-n", platform.Namespace, "secret", $"{name}-token", $"{WellKnown.MunicipalityLabel}={name}");

        await platform.ReadyAsync(name);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task A_public_key_that_is_none_is_reported(string pem)
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ApplySecretAsync("arnhem", "irma", new(StringComparer.Ordinal) { ["publicKey"] = pem });
        var name = (await platform.CreateAsync(platform.Sample("arnhem"))).Metadata.Name;

        await platform.ConditionAsync(name, ConditionTypes.SpecValid, condition => condition is { Status: "False", Reason: "PublicKeyInvalid" });
    }

    [Fact]
    public async Task The_oldest_keeps_a_host_and_a_number_and_the_next_gets_them_when_it_goes()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var host = $"{platform.Name("loket")}.example.nl";
        var older = await platform.ApplyAsync("arnhem", spec => spec with { Hosts = [host] });
        await platform.ReadyAsync(older.Metadata.Name);
        var younger = await platform.ApplyAsync("nijmegen", spec => spec with { Hosts = [host.ToUpperInvariant().ToLowerInvariant()], PhoneNumber = older.Spec.PhoneNumber });

        var refused = await platform.ConditionAsync(younger.Metadata.Name, ConditionTypes.SpecValid, condition => condition.Status == "False");
        refused.Status!.Condition(ConditionTypes.SpecValid).Should().BeEquivalentTo(new { Reason = "HostDuplicate" });
        refused.Status.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain("spec.phoneNumber").And.Contain(older.Metadata.Name);
        (await platform.FindAsync(older.Metadata.Name))!.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");

        await platform.DeleteAsync(older.Metadata.Name);

        await platform.ReadyAsync(younger.Metadata.Name);
    }

    [Fact]
    public async Task A_name_that_cannot_name_a_database_is_reported_and_can_be_deleted()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var municipality = platform.Sample("arnhem");
        municipality.Metadata.Name = $"arnhem.{platform.Name("x")}";
        await platform.CreateAsync(municipality);

        await platform.ConditionAsync(municipality.Metadata.Name, ConditionTypes.SpecValid, condition => condition.Reason == "NameInvalid");
        await platform.DeleteAsync(municipality.Metadata.Name);

        await platform.GoneAsync(municipality.Metadata.Name);
    }

    [Fact]
    public async Task A_change_for_the_worse_is_reported_and_one_for_the_better_makes_it_ready_again()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var name = (await platform.ApplyAsync("arnhem")).Metadata.Name;
        await platform.ReadyAsync(name);

        await platform.PatchAsync(name, """{"spec":{"retention":"90m"}}""");
        await platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition is { Status: "False", Reason: "RetentionTooLong" });

        await platform.PatchAsync(name, """{"spec":{"retention":"30m"}}""");
        await platform.ReadyAsync(name);
    }

    private static MunicipalitySpec WithLink(MunicipalitySpec spec, string url) =>
        spec with { UrlTemplates = [new UrlTemplateSpec { Label = new TranslationSpec { Nl = "Zaak", En = "Case" }, Url = url }] };
}
