using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>Plays the operator in a rotation of one municipality's database password, step by step.</summary>
public sealed class DatabaseRotation(ServedMunicipality municipality, string oldRole, string newRole)
{
    public string NewRole => newRole;

    /// <summary>The version of the rewritten Secret.</summary>
    public string Version { get; private set; } = "";

    private TestPlatform Platform => municipality.Fixture.Platform;

    private string Secret => $"{municipality.Name}-database";

    public static async Task<DatabaseRotation> OfAsync(ServedMunicipality municipality)
    {
        var secret = await municipality.Fixture.Platform.SecretAsync($"{municipality.Name}-database");
        var current = secret!["username"];
        return new DatabaseRotation(municipality, current, current.EndsWith("_a", StringComparison.Ordinal)
            ? $"{current[..^1]}b" : $"{current[..^1]}a");
    }

    /// <summary>A new password for the other role, and the Secret says so.</summary>
    public async Task RewriteAsync()
    {
        var password = RandomNumberGenerator.GetHexString(32);
        await Platform.Postgres.ExecuteAsync($"ALTER ROLE \"{newRole}\" LOGIN PASSWORD '{password}'");
        var rewritten = await Platform.Client.CoreV1.PatchNamespacedSecretAsync(
            new V1Patch($$$"""{"stringData":{"username":"{{{newRole}}}","password":"{{{password}}}"}}""", V1Patch.PatchType.MergePatch),
            Secret, Platform.Namespace);
        Version = rewritten.Metadata.ResourceVersion;
    }

    /// <summary>All replicas report the new version.</summary>
    public async Task<bool> IsReportedAsync() =>
        (await VersionsAsync()) is { Count: > 0 } versions && versions.All(version => version == Version);

    public async Task LockOldRoleAsync()
    {
        await Eventually.BeTrueAsync(IsReportedAsync, what: "every replica uses the new password");
        await Eventually.BeTrueAsync(async () => await OldSessionsAsync() == 0, what: "no session of the old role is left");
        await Platform.Postgres.ExecuteAsync($"ALTER ROLE \"{oldRole}\" NOLOGIN");
    }

    public async Task<long> OldSessionsAsync() => long.Parse(
        (await Platform.Postgres.QueryAsync($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{oldRole}'")).Single(),
        CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<string>> VersionsAsync() => await Platform.Postgres.QueryAsync(
        $"SELECT secret_version FROM replica_tenant WHERE tenant_uid = '{(await Platform.FindAsync(municipality.Name))!.Metadata.Uid}'",
        Platform.Database);
}
