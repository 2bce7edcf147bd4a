using System.Net;
using IdBellen.Kubernetes.Clients;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s.Autorest;

namespace IdBellen.Tests.Integration.Kubernetes.Clients;

public sealed class ResourceClientTests(TestEnvironment environment)
{
    private const string Finalizer = "example.nl/test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_changed_since_it_was_read_is_not_overwritten()
    {
        await using var platform = await environment.PlatformAsync();
        var client = Client(platform);
        var read = await platform.CreateAsync(platform.Sample("arnhem"));
        await platform.TouchAsync(read.Metadata.Name);

        var finalizer = () => client.AddFinalizerAsync(read, Finalizer, Cancelled);
        var status = () => client.WriteStatusAsync(read, read.Status, new MunicipalityStatus(), Cancelled);

        (await finalizer.Should().ThrowAsync<HttpOperationException>()).Which.Response.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await status.Should().ThrowAsync<HttpOperationException>()).Which.Response.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_finalizers_of_others_stay()
    {
        await using var platform = await environment.PlatformAsync();
        var client = Client(platform);
        var created = await platform.CreateAsync(platform.Sample("arnhem"));
        var theirs = await platform.PatchAsync(created.Metadata.Name, """{"metadata":{"finalizers":["argocd.example/theirs"]}}""");

        var both = await client.AddFinalizerAsync(theirs, Finalizer, Cancelled);
        await client.RemoveFinalizerAsync(both, Finalizer, Cancelled);

        both.Metadata.Finalizers.Should().Equal("argocd.example/theirs", Finalizer);
        (await platform.FindAsync(created.Metadata.Name))!.Metadata.Finalizers.Should().Equal("argocd.example/theirs");
    }

    [Fact]
    public async Task What_is_already_so_is_not_written()
    {
        await using var platform = await environment.PlatformAsync();
        var client = Client(platform);
        var created = await platform.CreateAsync(platform.Sample("arnhem"));
        var status = new MunicipalityStatus { ObservedGeneration = 1, SchemaVersion = "1" };

        var first = await client.WriteStatusAsync(await client.AddFinalizerAsync(created, Finalizer, Cancelled), null, status, Cancelled);
        var second = await client.WriteStatusAsync(await client.AddFinalizerAsync(first, Finalizer, Cancelled), first.Status, status,
            Cancelled);

        second.Metadata.ResourceVersion.Should().Be(first.Metadata.ResourceVersion);
        (await platform.FindAsync(created.Metadata.Name))!.Metadata.ResourceVersion.Should().Be(first.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task A_resource_that_does_not_exist_is_read_as_none()
    {
        await using var platform = await environment.PlatformAsync();

        (await Client(platform).ReadAsync("nowhere", Cancelled)).Should().BeNull();
    }

    private static ResourceClient<Municipality> Client(TestPlatform platform) =>
        new(platform.Client, Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, platform.Namespace);
}
