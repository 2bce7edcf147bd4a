using System.Diagnostics;
using System.Text;
using IdBellen.Operator.Municipalities;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Bench;

/// <summary>How long what somebody broke by hand stays broken.</summary>
internal static class Drift
{
    private const int Each = 3;

    private sealed record Kind(
        string What, Func<TestPlatform, TenantNames, Task> Break, Func<TestPlatform, TenantNames, Task<bool>> IsRepaired);

    private static IReadOnlyList<Kind> Kinds =>
    [
        new("a Secret deleted", (platform,
            names) => platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.ExchangeSecret, platform.Namespace),
            async (platform, names) => await platform.SecretAsync(names.ExchangeSecret) is not null),
        new("a Secret edited", (platform, names) => EditAsync(platform, names, "evil.example"),
            async (platform, names) => (await platform.SecretAsync(names.DatabaseSecret))!["host"] != "evil.example"),
        new("the password changed in PostgreSQL",
            (platform, names) => platform.Postgres.ExecuteAsync($"ALTER ROLE \"{names.LoginRoles[0]}\" PASSWORD 'another'"), LogsInAsync),
        new("a grant removed", (platform,
            names) => platform.Postgres.ExecuteAsync($"REVOKE SELECT ON session FROM \"{names.AppRole}\"", names.Database),
            (platform, names) => IsAsync(platform, $"SELECT has_table_privilege('{names.AppRole}', 'session', 'SELECT')", names.Database)),
        new("the database dropped", (platform, names) => platform.Postgres.ExecuteAsync($"DROP DATABASE \"{names.Database}\" WITH (FORCE)"),
            (platform, names) => IsAsync(platform, $"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{names.Database}')")),
        new("a role dropped", (platform, names) => platform.Postgres.ExecuteAsync($"DROP ROLE \"{names.LoginRoles[1]}\""),
            (platform, names) => IsAsync(platform, $"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '{names.LoginRoles[1]}')")),
        new("the status emptied", (platform, names) => EmptyStatusAsync(platform, names.Tenant.Value),
            async (platform,
                names) => (await platform.FindAsync(names.Tenant.Value))!.Status?.Condition(ConditionTypes.Ready) is { Status: "True" }),
        new("the OIDC client removed", (platform,
            names) => platform.Postgres.ExecuteAsync("DELETE FROM \"OpenIddictApplications\"", names.Database),
            (platform, names) => IsAsync(platform, "SELECT EXISTS (SELECT FROM \"OpenIddictApplications\")", names.Database)),
    ];

    /// <param name="bench">With Ready municipalities, named as for onboarding all at once; each kind takes three of them.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchPlatform bench)
    {
        var names = new Queue<TenantNames>(BenchPlatform.Numbered("all", Kinds.Count * Each).Select(bench.Tests.Names));
        // The operator looks in turn: spread over its interval, so that the figures are not those of one lucky moment.
        var measured = Kinds.Select(kind => (kind.What, Times: Enumerable.Range(0, Each)
            .Select(run => TimeAsync(bench.Tests, kind, names.Dequeue(), MunicipalityReconciler.Interval * run / Each)).ToList())).ToList();
        var figures = new List<Figure>();
        foreach (var (what, times) in measured)
            figures.Add(Figure.Of($"drift: {what}, until repaired", await Task.WhenAll(times), TimeSpan.FromSeconds(60)));
        return figures;
    }

    private static async Task<TimeSpan> TimeAsync(TestPlatform platform, Kind kind, TenantNames names, TimeSpan pause)
    {
        await Task.Delay(pause, TestContext.Current.CancellationToken);
        await kind.Break(platform, names);
        var began = Stopwatch.GetTimestamp();
        await Eventually.BeTrueAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
            return await kind.IsRepaired(platform, names);
        }, TimeSpan.FromMinutes(3), $"{kind.What}: {names.Tenant} is repaired");
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<bool> IsAsync(TestPlatform platform, string question, string? database = null) =>
        (await platform.Postgres.QueryAsync(question, database)).Single() == bool.TrueString;

    private static async Task<bool> LogsInAsync(TestPlatform platform, TenantNames names) =>
        await TenantLogin.LogsInAsync((await platform.SecretAsync(names.DatabaseSecret))!);

    private static async Task EditAsync(
        TestPlatform platform, TenantNames names, string host) => await platform.Client.CoreV1.PatchNamespacedSecretAsync(
        new V1Patch($$$"""{"data":{"host":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(host))}}}"}}""", V1Patch.PatchType.MergePatch),
        names.DatabaseSecret, platform.Namespace);

    private static async Task EmptyStatusAsync(
        TestPlatform platform, string name) => await platform.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
        new V1Patch("""{"status":{"conditions":[]}}""", V1Patch.PatchType.MergePatch),
        Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, name);
}
