using System.Collections.Concurrent;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>What a look at a municipality costs the API server when nothing has changed: each of them is looked at each minute.</summary>
public sealed class ReconcileCostTests(TestEnvironment environment)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_look_at_what_is_as_it_should_be_reads_the_resource_and_each_Secret_once(bool hasOwnProvider)
    {
        await using var platform = await environment.PlatformAsync();
        await using var provider = await ProviderAsync();
        await using var api = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var kubeconfig = api.KubeconfigFor(platform.Accounts.OperatorToken);
        await using var running = await platform.StartOperatorAsync(builder => builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig);
        var name = await ApplyAsync(platform, hasOwnProvider ? provider.Urls.Single() : null);
        await platform.ReadyAsync(name);
        // The first look after the one that made it ready may still have events to publish.
        await running.ReconciledAsync(name);
        var asked = new ConcurrentQueue<string>();
        api.Before = request =>
        {
            var isOfALook = !request.IsLease && !request.IsWatch && request.Resource.Length > 0;
            if (isOfALook) asked.Enqueue($"{request.Method} {request.Resource}/{request.Path.Split('/')[^1]}");
            return null;
        };

        await running.ReconciledAsync(name);

        var each = asked.CountBy(request => request, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var names = platform.Names("arnhem");
        List<string> wanted = [.. names.Secrets, $"{name}-irma", $"{name}-token", .. hasOwnProvider ? [$"{name}-external"] : (string[])[]];
        each.Keys.Should().BeEquivalentTo([$"GET municipalities/{name}", .. wanted.Select(secret => $"GET secrets/{secret}")]);
        // Should another look come between, all of this is asked for once more.
        each.Values.Should().AllBeEquivalentTo(each[$"GET municipalities/{name}"]);
    }

    private static async Task<string> ApplyAsync(TestPlatform platform, string? authority)
    {
        var name = platform.Name("arnhem");
        await platform.ApplySecretAsync("arnhem", "token", new(StringComparer.Ordinal) { ["token"] = "t", ["gateway"] = "g" });
        await platform.ApplySecretAsync("arnhem", "external", new(StringComparer.Ordinal) { ["clientSecret"] = "s" });
        await platform.ApplyAsync("arnhem", spec => spec with
        {
            Irma = spec.Irma with
            {
                RequestorTokenRef = new SecretKeyRef { Name = $"{name}-token", Key = "token" },
                Gateway = new IrmaGatewaySpec { Header = "X-Key", ValueRef = new SecretKeyRef { Name = $"{name}-token", Key = "gateway" } },
            },
            SignIn = authority is null ? null : new SignInSpec
            {
                Authority = authority,
                ClientId = "id-bellen",
                ClientSecretRef = new SecretKeyRef { Name = $"{name}-external", Key = "clientSecret" },
                RoleClaim = "roles",
                AgentRole = "agent",
                AdminRole = "admin",
            },
            Admins = authority is null ? spec.Admins : null,
        });
        return name;
    }

    private static async Task<WebApplication> ProviderAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["issuer"] = app.Urls.Single(),
            ["token_endpoint"] = $"{app.Urls.Single()}/token",
        });
        await app.StartAsync();
        return app;
    }
}
