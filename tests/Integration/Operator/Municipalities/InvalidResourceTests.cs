using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Municipalities;

/// <summary>How a resource that was wrong comes right, and the other way round. What can be wrong stands in <see cref="Malformed"/>.</summary>
public sealed class InvalidResourceTests(TestEnvironment environment)
{
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
}
