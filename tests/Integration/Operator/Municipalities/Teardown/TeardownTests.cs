using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>After a deletion nothing is left, whatever happens around it; and nothing that is not its own is touched.</summary>
[Takes(75)]
public sealed class TeardownTests(TestEnvironment environment)
{
    [Fact]
    public async Task Nothing_is_left_and_the_platform_admins_own_Secret_stays()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO follow_up (session_id, tenant_uid, due_at) VALUES (gen_random_uuid(), '{uid}', now())", platform.Database);

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.Postgres.QueryAsync("SELECT tenant_uid FROM follow_up", platform.Database)).Should().BeEmpty();
        (await platform.SecretAsync($"{names.Tenant}-irma")).Should().NotBeNull();
    }

    [Fact]
    public async Task Pausing_does_not_hold_up_a_deletion()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.PatchAsync(names.Tenant.Value, $$$$"""{"metadata":{"annotations":{"{{{{WellKnown.PausedAnnotation}}}}":"true"}}}""");

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
    }

    [Fact]
    public async Task One_that_is_made_again_while_the_old_one_goes_is_new_in_everything()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var old = scene.Municipality;
        await platform.Postgres.ExecuteAsync("CREATE TABLE of_the_old_one ()", names.Database);
        var keys = await platform.SecretAsync(names.KeysSecret);

        await platform.DeleteAsync(names.Tenant.Value);
        var made = await Eventually.GetAsync(async () => await TryCreateAsync(platform));
        var ready = await platform.ReadyAsync(names.Tenant.Value);

        ready.Uid.Should().Be(made.Uid).And.NotBe(old.Uid);
        var anew = platform.Names("arnhem");
        (await platform.Postgres.QueryAsync(
            $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{anew.Database}'")).Should().Equal(made.Uid);
        (await platform.Postgres.QueryAsync("SELECT relname FROM pg_class WHERE relname = 'of_the_old_one'", anew.Database)).Should()
            .BeEmpty();
        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname = '{names.Database}'")).Should().BeEmpty();
        (await platform.SecretAsync(names.KeysSecret))!["key"].Should().NotBe(keys!["key"]);
        (await platform.ReceiptAsync(old)).Municipality.Uid.Should().Be(old.Uid);
    }

    [Fact]
    public async Task Several_go_at_once_though_one_worker_has_them_all_and_each_drains()
    {
        var scenario = Scenario.On(environment).WithOperator();
        foreach (var index in Enumerable.Range(0, 5)) scenario.WithMunicipality($"stad{index}");
        await using var scene = await scenario.ReadyAsync();
        await scene.StopOperatorAsync();
        var platform = scene.Platform;
        var names = Enumerable.Range(0, 5).Select(index => platform.Names($"stad{index}")).ToList();
        foreach (var municipality in await platform.ListAsync()) await platform.ServeAsync(municipality.Uid);
        await using var running = await platform.StartOperatorAsync(builder =>
        {
            builder.Configuration["Kubernetes:Workers"] = "1";
            // A drain ends after 30 s, in which a busy machine may not have reached the last one.
            builder.Services.AddSingleton<TimeProvider>(new SlowTime());
        });

        foreach (var name in names) await platform.DeleteAsync(name.Tenant.Value);
        foreach (var name in names) await platform.StageAsync(name.Tenant.Value, "Draining");
        (await platform.ListAsync()).Should().HaveCount(5).And.OnlyContain(
            municipality => municipality.Status!.Teardown!.Stage == "Draining");
        await platform.Postgres.ExecuteAsync("DELETE FROM replica_tenant", platform.Database);

        foreach (var name in names)
        {
            await platform.GoneAsync(name.Tenant.Value);
            await platform.NothingIsLeftAsync(name);
        }
    }

    [Fact]
    public async Task The_finalizer_of_another_keeps_the_resource_and_nothing_is_made_again_meanwhile()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.PatchAsync(names.Tenant.Value,
            $$$"""{"metadata":{"finalizers":["argocd.example/theirs","{{{WellKnown.Finalizer}}}"]}}""");

        await platform.DeleteAsync(names.Tenant.Value);
        await Eventually.BeTrueAsync(
            async () => (await platform.FindAsync(names.Tenant.Value))!.Metadata.Finalizers is ["argocd.example/theirs"]);
        await scene.Operator.ReconciledAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        await platform.PatchAsync(names.Tenant.Value, """{"metadata":{"finalizers":null}}""");
        await platform.GoneAsync(names.Tenant.Value);
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_is_not_held_up_and_its_receipt_is_in_the_other()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;

        await platform.Client.CoreV1.DeleteNamespaceAsync(platform.Namespace, cancellationToken: TestContext.Current.CancellationToken);

        await Eventually.BeTrueAsync(async () => await platform.FindAsync(names.Tenant.Value) is null, TimeSpan.FromSeconds(90));
        await platform.NothingIsLeftAsync(names);
        (await platform.ReceiptAsync(municipality)).Municipality.Namespace.Should().Be(platform.Namespace);
    }

    [Fact]
    public async Task One_that_was_deleted_while_PostgreSQL_was_away_goes_when_it_is_back()
    {
        await using var platform = await environment.PlatformAsync();
        await using var line = new CuttableLine(platform.Postgres.Port);
        await using var scene = await Scenario.On(platform).WithOperator(line).WithMunicipality("arnhem").ReadyAsync();
        var names = scene.Names;

        line.Cut();
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.Ready, condition => condition.Reason == "TeardownBlocked");
        line.Mend();

        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
    }

    private static async Task<Municipality?> TryCreateAsync(TestPlatform platform)
    {
        try
        {
            return await platform.CreateAsync(platform.Sample("arnhem"));
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    /// <summary>A clock that runs at a twentieth of its speed; timers run as always.</summary>
    private sealed class SlowTime : TimeProvider
    {
        private readonly DateTimeOffset began = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => began + ((base.GetUtcNow() - began) / 20);
    }
}
