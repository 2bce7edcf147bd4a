using System.Net;
using System.Text;
using IdBellen.Demo.Municipalities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using k8s;

namespace IdBellen.Tests.Integration.Demo.Municipalities;

public sealed class KubernetesDirectoryTests : IAsyncLifetime
{
    private readonly string kubeConfig = Path.GetTempFileName();
    private WebApplication cluster = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        cluster = builder.Build();
        cluster.MapGet("/apis/idbellen.nl/v1alpha1/namespaces/id-bellen/municipalities", static () => Results.Text(
            """
            {"apiVersion":"idbellen.nl/v1alpha1","kind":"MunicipalityList","metadata":{"resourceVersion":"1"},"items":[
              {"metadata":{"name":"arnhem"},"spec":{"displayName":"Gemeente Arnhem","phoneNumber":"+31263770000",
               "purposes":[{"name":"uitkering","title":{"nl":"Vraag over uw uitkering","en":"Question"}}]},
               "status":{"urls":{"agents":"http://arnhem.localhost:8080/"}}},
              {"metadata":{"name":"nieuw"},"spec":{"displayName":"Gemeente Nieuw","phoneNumber":"+31100000000"}}]}
            """, "application/json"));
        cluster.MapGet("/api/v1/namespaces/id-bellen/secrets/arnhem-exchange", static () => Results.Text(
            $$$"""{"apiVersion":"v1","kind":"Secret","data":{"token":"{{{Convert.ToBase64String("s3cret"u8)}}}"}}""", "application/json"));
        await cluster.StartAsync(RunningDemo.Cancelled);
        await File.WriteAllTextAsync(kubeConfig, Config(cluster.Urls.First()), RunningDemo.Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        File.Delete(kubeConfig);
    }

    [Fact]
    public async Task A_municipality_without_a_token_yet_says_so()
    {
        using var directory = Open();

        var asking = () => directory.ExchangeTokenAsync("nieuw", RunningDemo.Cancelled);

        await asking.Should().ThrowAsync<DirectoryUnavailableException>();
    }

    [Fact]
    public async Task A_cluster_that_is_gone_says_so()
    {
        using var directory = Open();
        await cluster.StopAsync(RunningDemo.Cancelled);

        var asking = () => directory.ListAsync(RunningDemo.Cancelled);

        (await asking.Should().ThrowAsync<DirectoryUnavailableException>()).WithMessage("*KUBECONFIG*");
    }

    [Fact]
    public async Task Municipalities_and_tokens_are_read_from_the_resources()
    {
        using var directory = Open();

        var municipalities = await directory.ListAsync(RunningDemo.Cancelled);

        municipalities.Should().BeEquivalentTo([
            new Municipality("arnhem", "Gemeente Arnhem", new Uri("http://arnhem.localhost:8080"), "+31263770000",
                [new Purpose("uitkering", "Vraag over uw uitkering")]),
            new Municipality("nieuw", "Gemeente Nieuw", Origin: null, "+31100000000", []),
        ]);
        (await directory.ExchangeTokenAsync("arnhem", RunningDemo.Cancelled)).Should().Be("s3cret");
    }

    private KubernetesDirectory Open() => new("id-bellen", () => KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeConfig));

    private static string Config(string server) => new StringBuilder()
        .AppendLine("apiVersion: v1").AppendLine("kind: Config").AppendLine("current-context: test")
        .AppendLine("clusters: [{ name: test, cluster: { server: \"" + server + "\" } }]")
        .AppendLine("contexts: [{ name: test, context: { cluster: test, user: test } }]")
        .AppendLine("users: [{ name: test, user: { token: nobody } }]")
        .ToString();
}
