using System.Security.Cryptography;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Npgsql;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

public sealed class ProvisioningTests(TestEnvironment environment)
{
    [Fact]
    public async Task Kubectl_can_wait_for_an_applied_municipality_to_be_ready()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var arnhem = await platform.ApplyAsync("arnhem");

        var said = await platform.Kubernetes.KubectlAsync(
            "wait", "--for=condition=Ready", "--timeout=30s", "-n", platform.Namespace, $"municipality/{arnhem.Metadata.Name}");

        said.Should().Contain("condition met");
    }

    [Fact]
    public async Task The_api_can_log_in_with_the_Secret_to_its_own_database_and_to_no_other()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem")
            .WithMunicipality("nijmegen").ReadyAsync();
        var (platform, names) = scene;
        var others = platform.Names("nijmegen");
        var login = (await platform.SecretAsync(names.DatabaseSecret))!;

        await using (var foreign = Connection(login, others.Database))
            (await Opening(foreign).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should()
                .Be(PostgresErrorCodes.InsufficientPrivilege);
        await using (var central = Connection(login, platform.Database))
            (await Opening(central).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should()
                .Be(PostgresErrorCodes.InsufficientPrivilege);
        await using var own = Connection(login, names.Database);
        await Opening(own).Should().NotThrowAsync();
    }

    [Fact]
    public async Task The_api_may_read_and_write_rows_and_change_no_table()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await using var connection = Connection((await platform.SecretAsync(names.DatabaseSecret))!, names.Database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        foreach (var forbidden in (string[])["CREATE TABLE extra ()", "ALTER TABLE session ADD extra int", "DROP TABLE session",
            "DELETE FROM schema_version", $"SET ROLE \"{names.OwnerRole}\""])
            (await Running(connection, forbidden).Should().ThrowAsync<PostgresException>(forbidden)).Which.SqlState.Should()
                .Be(PostgresErrorCodes.InsufficientPrivilege, forbidden);
        foreach (var allowed in (string[])["DELETE FROM session", "SELECT * FROM call", "UPDATE account SET display_name = ''",
            "INSERT INTO data_access_log (at, account_id, session_id, action) VALUES (now(), gen_random_uuid(), gen_random_uuid(), 'taken')"])
            await Running(connection, allowed).Should().NotThrowAsync(allowed);
    }

    [Fact]
    public async Task Database_and_roles_carry_the_resources_UID_and_nobody_logs_in_as_owner()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;

        (await platform.Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = '{uid}'"))
            .Should().Equal(names.Database);
        (await platform.Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = '{uid}'")).Should()
            .BeEquivalentTo(names.Roles);
        (await platform.Postgres.QueryAsync(
            $"SELECT rolname FROM pg_roles WHERE rolcanlogin AND shobj_description(oid, 'pg_authid') = '{uid}'")).Should()
            .Equal(names.LoginRoles[0]);
        (await platform.Postgres.QueryAsync($"SELECT uid FROM tenant WHERE name = '{names.Tenant}'", platform.Database)).Should()
            .Equal(uid);
    }

    [Fact]
    public async Task The_Secrets_hold_what_the_api_expects_and_belong_to_the_resource()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;

        (await platform.SecretAsync(names.DatabaseSecret))!.Keys.Should()
            .BeEquivalentTo("host", "port", "database", "username", "password");
        (await platform.SecretAsync(names.ExchangeSecret))![SecretKeys.Exchange.Token].Should().HaveLength(43);
        Convert.FromBase64String((await platform.SecretAsync(names.KeysSecret))![SecretKeys.Keys.Key]).Should().HaveCount(32);
        var oidc = (await platform.SecretAsync(names.OidcSecret))!;
        oidc[SecretKeys.Oidc.ClientId].Should().Be(WellKnown.SignInClientId);
        using var signing = ECDsa.Create();
        signing.ImportFromPem(oidc[SecretKeys.Oidc.SigningKey]);
        signing.KeySize.Should().Be(256);
        (await platform.SecretAsync(names.FirstAdminsSecret))![SecretKeys.FirstAdmins.Links]
            .Should().MatchRegex(
                $"^beheer@example\\.nl "
                    + $"{platform.Origin("arnhem").Replace(".", "\\.", StringComparison.Ordinal)}/account/password#[A-Za-z0-9_-]{{43}}\n$");
        foreach (var secret in names.Secrets)
        {
            var found = await platform.Client.CoreV1.ReadNamespacedSecretAsync(secret, platform.Namespace,
                cancellationToken: TestContext.Current.CancellationToken);
            found.Metadata.OwnerReferences.Should().ContainSingle().Which.Name.Should().Be(names.Tenant.Value);
            found.Metadata.Labels.Should().Contain(WellKnown.MunicipalityLabel, names.Tenant.Value);
        }
    }

    [Fact]
    public async Task The_status_shows_addresses_and_the_version_of_the_tables()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (ready, origin) = (scene.Municipality, scene.Platform.Origin("arnhem"));

        ready.Status!.ObservedGeneration.Should().Be(ready.Metadata.Generation);
        ready.Status.SchemaVersion.Should().MatchRegex("^[0-9]{14}_[A-Za-z_]+$");
        ready.Status.Urls!.Agents.Should().Be($"{origin}/");
        ready.Status.Urls.WidgetSnippet.Should().Be(
            $"<script src=\"{origin}/widget.js\" async></script>\n<id-bellen-button purpose=\"…\"></id-bellen-button>");
        ready.Status.Conditions.Select(condition => condition.Type).Should().Equal(
            "SpecValid", "Suspended", "PilotEnding", "WithinConnectionBudget", "DatabaseReady", "SchemaReady", "SecretsReady",
            "SignInReady",
            "IrmaReachable", "RetentionHonoured", "Rotating", "Ready");
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_has_changed()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await scene.Operator.ReconciledAsync(names.Tenant.Value);
        var secrets = await VersionsAsync(platform, names);
        var events = await EventsAsync(platform);

        for (var look = 0; look < 3; look++)
        {
            await platform.TouchAsync(names.Tenant.Value);
            var touched = (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion;
            await scene.Operator.ReconciledAsync(names.Tenant.Value);
            (await platform.FindAsync(names.Tenant.Value))!.Metadata.ResourceVersion.Should().Be(touched);
        }

        (await VersionsAsync(platform, names)).Should().Equal(secrets);
        (await EventsAsync(platform)).Should().Equal(events).And.Contain("Ready is True: The municipality is ready for "
            + "use.").And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_restart_of_the_operator_changes_nothing()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var before = (await scene.Platform.FindAsync(scene.Name))!.Metadata.ResourceVersion;

        await using var again = await scene.Platform.StartOperatorAsync();
        await again.ReconciledAsync(scene.Name);

        (await scene.Platform.FindAsync(scene.Name))!.Metadata.ResourceVersion.Should().Be(before);
    }

    private static async Task<IReadOnlyList<string>> EventsAsync(TestPlatform platform) =>
        [.. (await platform.Client.EventsV1.ListNamespacedEventAsync(platform.Namespace)).Items.Select(occurrence => occurrence.Note)
            .Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> VersionsAsync(TestPlatform platform, TenantNames names)
    {
        var versions = new List<string>();
        foreach (var secret in names.Secrets)
            versions.Add((await platform.Client.CoreV1.ReadNamespacedSecretAsync(secret, platform.Namespace)).Metadata.ResourceVersion);
        return versions;
    }

    private static NpgsqlConnection Connection(IReadOnlyDictionary<string, string> login, string database) =>
        new($"Host={login["host"]};Port={login["port"]};Database={database};Username={login["username"]};Password={login["password"]};Pooling=false");

    private static Func<Task> Opening(NpgsqlConnection connection) => connection.OpenAsync;

    private static Func<Task> Running(NpgsqlConnection connection, string sql) => async () =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    };
}
