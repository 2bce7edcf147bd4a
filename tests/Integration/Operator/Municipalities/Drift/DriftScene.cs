using System.Globalization;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Drift;

/// <summary>A municipality that is ready, for somebody to change what belongs to it behind the operator's back.</summary>
public sealed class DriftScene : IAsyncDisposable
{
    private readonly Scene scene;

    private DriftScene(Scene scene) => this.scene = scene;

    public TestPlatform Platform => scene.Platform;

    public TenantNames Names => scene.Names;

    public static async Task<DriftScene> StartAsync(TestEnvironment environment, TimeProvider? time = null) =>
        new(await Scenario.On(environment).WithOperator(time ?? TimeProvider.System).WithMunicipality("arnhem").ReadyAsync());

    /// <summary>The operator has looked at it once more, from now on.</summary>
    public Task ReconciledAsync() => scene.Operator.ReconciledAsync(Names.Tenant.Value);

    /// <summary>One statement is undone by the operator's next look.</summary>
    /// <param name="change">With <c>{0}</c> for the name of the municipality's database.</param>
    /// <param name="database">Where; absent: anywhere on the server.</param>
    public async Task IsRepairedAsync(string change, string? database = null)
    {
        var right = await StateAsync();
        var told = (await EventsAsync("Changed", "")).Count;
        await Platform.Postgres.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, change, Names.Database), database);
        await ReconciledAsync();

        (await StateAsync()).Should().Be(right);
        (await Platform.FindAsync(Names.Tenant.Value))!.Status!.Condition("Ready")!.Status.Should().Be("True");
        await LogsInAsync(_ => true);
        // Another one than before: the municipality may have been repaired already.
        await Eventually.BeTrueAsync(async () => (await EventsAsync("Changed", "")).Count > told);
    }

    /// <summary>The Secret of the database becomes one that opens it, and such.</summary>
    public Task LogsInAsync(Func<IReadOnlyDictionary<string, string>, bool> isSo) => Eventually.BeTrueAsync(async () =>
        await Platform.SecretAsync(Names.DatabaseSecret) is { } secret && isSo(secret) && await TenantLogin.LogsInAsync(secret));

    /// <summary>An event of it with this in its reason and this in its note.</summary>
    public Task EventAsync(string reason, string note) => Eventually.BeTrueAsync(async () => (await EventsAsync(reason, note)).Count > 0);

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    private async Task<IReadOnlyList<Eventsv1Event>> EventsAsync(string reason, string note) =>
        [.. (await Platform.Client.EventsV1.ListNamespacedEventAsync(Platform.Namespace)).Items.Where(occurrence =>
            occurrence.Regarding.Name == Names.Tenant.Value && occurrence.Reason.Contains(reason, StringComparison.Ordinal)
            && occurrence.Note.Contains(note, StringComparison.Ordinal))];

    // All that the changes touch, as one text, without what is new each time: salts and ids.
    private async Task<string> StateAsync()
    {
        var shared = await Platform.Postgres.QueryAsync(
            $"""
            SELECT rolname || rolcanlogin || (rolpassword IS NULL) || coalesce(rolvaliduntil::text,
                '') || rolconnlimit || ARRAY(SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = pg_authid.oid
                    ORDER BY 1)::text FROM pg_authid WHERE rolname LIKE '{Names.Database}%'
            UNION ALL SELECT datname || datdba::regrole || datallowconn || datconnlimit || shobj_description(oid,
                'pg_database') || ARRAY(SELECT unnest(datacl)::text ORDER BY 1)::text
                FROM pg_database WHERE datname = '{Names.Database}'
            UNION SELECT roleid::regrole || ' ' || member::regrole FROM pg_auth_members
                WHERE roleid::regrole::text LIKE '%{Names.Database}%'
            """);
        var own = await Platform.Postgres.QueryAsync(
            """
            SELECT relname || ARRAY(SELECT unnest(relacl)::text ORDER BY 1)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT ARRAY(SELECT unnest(nspacl)::text ORDER BY 1)::text FROM pg_namespace WHERE nspname = 'public'
            UNION ALL SELECT client_id || redirect_uris || requirements || permissions FROM "OpenIddictApplications"
            """,
            Names.Database);
        return string.Join('\n', shared.Concat(own).Order(StringComparer.Ordinal));
    }
}
