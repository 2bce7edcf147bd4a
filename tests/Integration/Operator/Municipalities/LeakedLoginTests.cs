using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>
/// Somebody has the password of a municipality's login role: that costs that municipality, and neither the others nor the server.
/// </summary>
public sealed class LeakedLoginTests(TestEnvironment environment)
{
    private const int Limit = 3;

    [Fact]
    public async Task It_reaches_no_other_database()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var login = await LoginAsync(scene);

        foreach (var database in (string[])["postgres", "template1", "template0", "idbellen"])
        {
            var elsewhere = new Dictionary<string, string>(login, StringComparer.Ordinal) { ["database"] = database };
            var reach = () => TenantLogin.OpenAsync(elsewhere);

            (await reach.Should().ThrowAsync<PostgresException>(database)).Which.SqlState
                .Should().BeOneOf([PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ObjectNotInPrerequisiteState], database);
        }
    }

    [Fact]
    public async Task It_makes_nothing_gives_itself_nothing_and_reads_nothing_of_others()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var login = await LoginAsync(scene);
        await using var thief = await TenantLogin.OpenAsync(login);

        foreach (var statement in (string[])
            [
                "CREATE SCHEMA mine", "CREATE TABLE mine ()", "CREATE TEMP TABLE mine ()", "CREATE EXTENSION hstore",
                "CREATE DATABASE mine", "CREATE ROLE mine",
                $"ALTER ROLE \"{login["username"]}\" CONNECTION LIMIT -1", $"ALTER DATABASE \"{login["database"]}\" CONNECTION LIMIT -1",
                "SELECT * FROM pg_authid", "SELECT pg_read_file('PG_VERSION')", "COPY session TO PROGRAM 'cat'",
                "COPY session TO '/tmp/mine'", "SET temp_file_limit = -1", "SET SESSION AUTHORIZATION idbellen_operator",
                "SELECT lo_import('/etc/passwd')", "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'idbellen_operator'",
            ])
        {
            var run = async () =>
            {
                await using var command = new NpgsqlCommand(statement, thief);
                await command.ExecuteNonQueryAsync();
            };
            (await run.Should().ThrowAsync<PostgresException>(statement)).Which.SqlState.Should()
                .Be(PostgresErrorCodes.InsufficientPrivilege, statement);
        }
        // Databases and roles are for all to see; what others ask, and from where, is not.
        await using var look = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE usename <> session_user AND (client_addr IS NOT NULL OR query NOT IN ('', "
                + "'<insufficient privilege>'))", thief);
        (await look.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(0L);
    }

    [Fact]
    public async Task It_learns_the_name_of_no_other_municipality_from_what_every_login_may_read()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem")
            .WithMunicipality("nijmegen").ReadyAsync();
        await using var thief = await TenantLogin.OpenAsync(await LoginAsync(scene));
        var seen = new List<string>();

        foreach (var catalogue in (string[])
            [
                "pg_database", "pg_roles", "pg_user", "pg_auth_members", "pg_shdescription", "pg_shseclabel", "pg_db_role_setting",
                "pg_stat_activity", "pg_stat_database", "pg_stat_replication", "pg_stat_ssl", "pg_tablespace", "pg_shdepend", "pg_locks",
                "pg_settings", "pg_prepared_xacts", "pg_replication_slots", "pg_subscription", "pg_namespace", "pg_class", "pg_extension",
                "pg_file_settings", "pg_hba_file_rules", "pg_foreign_server", "pg_user_mappings", "information_schema.enabled_roles",
            ])
        {
            try
            {
                await using var read = new NpgsqlCommand($"SELECT to_jsonb(one)::text FROM {catalogue} AS one", thief);
                await using var rows = await read.ExecuteReaderAsync(TestContext.Current.CancellationToken);
                while (await rows.ReadAsync(TestContext.Current.CancellationToken)) seen.Add($"{catalogue} {rows.GetString(0)}");
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                // Closed altogether.
            }
        }

        seen.Should().Contain(line => line.Contains(scene.Platform.Names("nijmegen").Database, StringComparison.Ordinal),
            "the list is of the whole server");
        seen.Where(line => line.Contains("nijmegen", StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    }

    [Fact]
    public async Task It_can_use_up_its_own_connections_and_no_more_and_rotation_takes_it_out()
    {
        await using var scene = await Scenario.On(environment).WithOperator(Narrow).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var login = await LoginAsync(scene);
        await using var server = new PostgresServer(
            Options.Create(new PlatformOptions { ConnectionString = platform.Postgres.OperatorConnection(platform.Database) }));
        var held = new List<NpgsqlConnection>();
        try
        {
            for (var open = 0; open < Limit; open++) held.Add(await TenantLogin.OpenAsync(login));
            var another = () => TenantLogin.OpenAsync(login);
            (await another.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.TooManyConnections);

            // The operator works on: it tells, it still gets in to migrate and purge, and it rotates.
            await scene.Operator.ReconciledAsync(names.Tenant.Value);
            var told = (await platform.FindAsync(names.Tenant.Value))!.Status!;
            told.Condition(ConditionTypes.SecretsReady).Should()
                .Match<MunicipalityCondition>(condition => condition.Status == "False" && condition.Reason == "LoginCrowded");
            told.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
            await using (await server.OpenAsync(names.Database, names.OwnerRole, TestContext.Current.CancellationToken)) { }
            await platform.RotateAsync(names.Tenant.Value, "leaked");
            var next = await Eventually.GetAsync(async () =>
                await platform.SecretAsync(names.DatabaseSecret) is { } secret && secret["username"] != login["username"] ? secret : null,
                what: "the other role is named");
            await using (await TenantLogin.OpenAsync(next)) { }
        }
        finally
        {
            foreach (var one in held) await one.DisposeAsync();
        }
        await Eventually.BeTrueAsync(async () => !await TenantLogin.LogsInAsync(login), what: "the leaked one is locked");
    }

    [Fact]
    public async Task Where_the_operator_may_it_closes_what_PostgreSQL_opens_to_all_and_else_it_says_so()
    {
        await using var postgres = await PostgresInstance.StartOwnAsync();
        await postgres.ExecuteAsync("ALTER DATABASE postgres OWNER TO idbellen_operator");
        await postgres.ExecuteAsync("GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC");
        await using var platform = await TestPlatform.CreateAsync(await environment.KubernetesAsync(), postgres);
        await using var running = await platform.StartOperatorAsync();

        await Eventually.BeTrueAsync(
            () => Task.FromResult(running.Log.Lines.Any(line => line.Contains("REVOKE CONNECT", StringComparison.Ordinal))));

        (await postgres.QueryAsync(
            "SELECT datname FROM pg_database WHERE has_database_privilege('idbellen_api', oid, 'CONNECT') AND datallowconn AND datname IN "
                + "('postgres', 'template1')"))
            .Should().Equal("template1");
        running.Log.Lines.Single(line => line.Contains("REVOKE CONNECT", StringComparison.Ordinal)).Should()
            .Contain("template1").And.NotContain("postgres,");
        (await running.GetAsync("/metrics")).Text.Should().MatchRegex("idbellen_postgres_reachable_databases.* 1\\b");
    }

    private static void Narrow(WebApplicationBuilder builder)
    {
        builder.Configuration["ConnectionBudget:Replicas"] = "1";
        builder.Configuration["Database:PoolSize"] = "1";
        builder.Configuration["ConnectionBudget:LoginRoom"] = "2";
    }

    private static async Task<IReadOnlyDictionary<string, string>> LoginAsync(Scene scene) =>
        (await scene.Platform.SecretAsync(scene.Names.DatabaseSecret))!;
}
