using System.Diagnostics;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>The api's way to an API server whose connection dies without a word.</summary>
public sealed class SilentApiServerTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_municipality_that_is_deleted_while_the_connection_is_silent_is_gone_within_seconds()
    {
        var municipality = await fixture.MunicipalityAsync();
        await using var line = new CuttableLine(fixture.Platform.Client.BaseUri.Port);
        var kubeconfig = await line.KubeconfigAsync(fixture.Platform.Kubernetes);
        await using var replica = await fixture.ServingReplicaAsync(
            municipality, LoopbackPort.Free(), builder => builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig.FullName);
        var registry = replica.Services.GetRequiredService<ServedTenants>();
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        registry.Uids.Should().Contain(uid);

        line.StallOpen();
        var began = Stopwatch.GetTimestamp();
        await fixture.Platform.DeleteAsync(municipality.Name);
        await Eventually.BeTrueAsync(() => Task.FromResult(!registry.Uids.Contains(uid, StringComparer.Ordinal)),
            what: "the replica notices");

        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(15));
        await fixture.Platform.GoneAsync(municipality.Name);
        kubeconfig.Delete();
    }
}
