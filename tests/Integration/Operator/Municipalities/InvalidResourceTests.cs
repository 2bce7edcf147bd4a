using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>
/// How a resource that was wrong comes right, and the other way round. What can be wrong stands in <see cref="Malformed"/>.
/// </summary>
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

        await platform.Kubernetes.KubectlAsync("label", "-n", platform.Namespace, "secret", $"{name}-token",
            $"{WellKnown.MunicipalityLabel}={name}");

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
        var younger = await platform.ApplyAsync("nijmegen",
            spec => spec with { Hosts = [host.ToUpperInvariant().ToLowerInvariant()], PhoneNumber = older.Spec.PhoneNumber });

        var refused = await platform.ConditionAsync(younger.Metadata.Name, ConditionTypes.SpecValid,
            condition => condition.Status == "False");
        refused.Status!.Condition(ConditionTypes.SpecValid).Should().BeEquivalentTo(new { Reason = "HostDuplicate" });
        refused.Status.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain("spec.phoneNumber").And.Contain(older.Metadata.Name);
        (await platform.FindAsync(older.Metadata.Name))!.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");

        await platform.DeleteAsync(older.Metadata.Name);

        await platform.ReadyAsync(younger.Metadata.Name);
    }

    [Fact]
    public async Task Calls_to_anothers_number_cannot_be_had_whether_it_is_dialled_or_delivered_there()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem", spec => spec with
        {
            PhoneNumber = "+31263771001",
            Telephony = Delivered("+31263771001", "+31263771002"),
        }).ReadyAsync();
        var (platform, older) = (scene.Platform, scene.Name);

        foreach (var (name, number) in new[] { ("nijmegen", "+31263771001"), ("ede", "+31263771002") })
        {
            var younger = await platform.ApplyAsync(name, spec => spec with { Telephony = Delivered(number) });
            var refused = await platform.ConditionAsync(younger.Metadata.Name, ConditionTypes.SpecValid,
                condition => condition is { Status: "False", Reason: "CalledNumberDuplicate" });
            refused.Status!.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain(
                $"spec.telephony.asterisk.calledNumbers: {number} already belongs to {older}");
        }
        await platform.PatchAsync(older, """{"spec":{"telephony":{"asterisk":{"calledNumbers":["+31263771001"]}}}}""");

        await platform.ReadyAsync(platform.Name("ede"));
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
    public async Task Who_serves_a_host_and_a_number_keeps_them_from_an_older_resource_and_over_a_restart_until_it_gives_them_up()
    {
        await using var platform = await environment.PlatformAsync();
        var host = $"{platform.Name("loket")}.example.nl";
        string older, holder;
        await using (var first = await platform.StartOperatorAsync())
        {
            older = (await platform.ApplyAsync("arnhem", spec => spec with { PhoneNumber = "+31263770001" })).Metadata.Name;
            await platform.ReadyAsync(older);
            holder = (await platform.ApplyAsync("nijmegen",
                spec => spec with { Hosts = [host], PhoneNumber = "+31243290001" })).Metadata.Name;
            await platform.ReadyAsync(holder);

            await platform.PatchAsync(older, $$$$"""{"spec":{"hosts":["{{{{host}}}}"],"phoneNumber":"+31243290001"}}""");
            await RefusedAsync(platform, older, holder);
            // A swap, half of which the other has not agreed to.
            await platform.PatchAsync(holder, $$$$"""{"spec":{"hosts":["{{{{older}}}}.localhost"]}}""");
            await RefusedAsync(platform, holder, older);
        }
        await using var running = await platform.StartOperatorAsync();
        await running.ReconciledAsync(older);
        await running.ReconciledAsync(holder);
        await RefusedAsync(platform, older, holder);
        await RefusedAsync(platform, holder, older);
        (await platform.Postgres.QueryAsync($"SELECT name FROM claim JOIN accepted_spec ON uid = tenant_uid WHERE value = '{host}'",
            platform.Database)).Should().Equal(holder);

        await platform.PatchAsync(holder, """{"spec":{"hosts":null,"phoneNumber":"+31243290002"}}""");

        await platform.ReadyAsync(holder);
        await platform.ReadyAsync(older);
    }

    [Fact]
    public async Task Of_two_that_are_applied_at_the_same_moment_one_gets_the_host()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        string[] hosts = [$"{platform.Name("loket")}.example.nl"];
        var both = await Task.WhenAll(
            platform.ApplyAsync("arnhem", spec => spec with { Hosts = hosts }),
            platform.ApplyAsync("nijmegen", spec => spec with { Hosts = hosts }));

        var settled = await Task.WhenAll(both.Select(
            one => platform.ConditionAsync(one.Metadata.Name, ConditionTypes.Ready, condition => condition.Status is "True" or "False")));

        settled.Select(one => one.Status!.Condition(ConditionTypes.Ready)!.Reason).Should().BeEquivalentTo("Ready", "HostDuplicate");
    }

    [Fact]
    public async Task While_an_edit_is_refused_what_was_accepted_is_looked_after_and_nothing_of_the_edit_is_done()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, name, names) = (scene.Platform, scene.Name, scene.Names);

        await platform.PatchAsync(name,
            """{"spec":{"retention":"90m","wrapUp":"9m","hosts":["loket.example.nl"],"admins":["dief@example.com"],"pilot":{"endsAt":"2020-01-01T00:00:00Z"}}}""");
        await platform.ConditionAsync(name, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "RetentionTooLong" });
        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.ExchangeSecret, platform.Namespace,
            cancellationToken: TestContext.Current.CancellationToken);

        await Eventually.BeTrueAsync(async () => await platform.SecretAsync(names.ExchangeSecret) is not null,
            what: "the Secret is there again");
        (await platform.SecretAsync(names.FirstAdminsSecret))!["links"].Should().Contain("beheer@example.nl").And.NotContain(
            "dief@example.com");
        (await platform.Postgres.QueryAsync(
            "SELECT retention::text || ' ' || wrap_up::text || ' ' || coalesce(delete_at::text, 'never') FROM tenant", platform.Database))
            .Should().Equal("01:00:00 00:02:00 never");
        (await platform.Postgres.QueryAsync("SELECT redirect_uris FROM \"OpenIddictApplications\"", names.Database)).Should()
            .NotContain(uris => uris.Contains("loket.example.nl", StringComparison.Ordinal));
        (await platform.FindAsync(name))!.Status!.Condition(ConditionTypes.PilotEnding)!.Reason.Should().Be("NoEnd");
    }

    [Fact]
    public async Task A_change_for_the_worse_is_reported_and_one_for_the_better_makes_it_ready_again()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, name) = (scene.Platform, scene.Name);

        await platform.PatchAsync(name, """{"spec":{"retention":"90m"}}""");
        await platform.ConditionAsync(name, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "RetentionTooLong" });

        await platform.PatchAsync(name, """{"spec":{"retention":"30m"}}""");
        await platform.ReadyAsync(name);
    }

    private static TelephonySpec Delivered(params IReadOnlyList<string> numbers) =>
        new() { Kind = TelephonyKinds.Asterisk, Asterisk = new AsteriskSpec { CalledNumbers = numbers } };

    private static async Task RefusedAsync(TestPlatform platform, string name, string holder)
    {
        var refused = await platform.ConditionAsync(name, ConditionTypes.SpecValid,
            condition => condition is { Status: "False", Reason: "HostDuplicate" });
        refused.Status!.Condition(ConditionTypes.SpecValid)!.Message.Should().Contain($"already belongs to {holder}");
    }
}
