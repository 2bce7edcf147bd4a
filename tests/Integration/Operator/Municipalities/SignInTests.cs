using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

public sealed class SignInTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_provider_that_is_not_who_it_should_be_is_reported()
    {
        (string? Document, string Reason)[] wrong =
        [
            ("{\"issuer\":\"https://someone.else.example\"}", "IssuerMismatch"), ("{}", "IssuerMismatch"),
            ("[]", "DiscoveryFailed"), ("<html>", "DiscoveryFailed"), (null, "DiscoveryFailed"),
        ];
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        foreach (var (index, (document, reason)) in wrong.Index())
        {
            await using var provider = await ProviderAsync(_ => document);
            var name = await ApplyAsync(platform, provider.Urls.Single(), $"arnhem{index}");

            var refused = await platform.ConditionAsync(name, ConditionTypes.SignInReady, condition => condition.Status == "False");

            refused.Status!.Condition(ConditionTypes.SignInReady)!.Reason.Should().Be(reason, document);
            refused.Status.Condition(ConditionTypes.Ready)!.Reason.Should().Be(reason, document);
        }
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_reported()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var name = await ApplyAsync(platform, "http://login.localhost:9");

        await platform.ConditionAsync(name, ConditionTypes.SignInReady,
            condition => condition is { Status: "False", Reason: "ProviderUnreachable" });
    }

    [Fact]
    public async Task A_provider_that_names_itself_as_the_specification_does_is_accepted_and_no_first_admin_gets_a_link()
    {
        await using var provider = await ProviderAsync(origin => $$"""{"issuer":"{{origin}}/","token_endpoint":"{{origin}}/token"}""");
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var name = await ApplyAsync(platform, provider.Urls.Single());

        await platform.ReadyAsync(name);

        (await platform.SecretAsync(platform.Names("arnhem").FirstAdminsSecret))![SecretKeys.FirstAdmins.Links].Should().BeEmpty();
    }

    [Fact]
    public async Task A_municipality_that_gets_a_provider_of_its_own_loses_the_built_in_client_and_gets_it_back()
    {
        await using var provider = await ProviderAsync(origin => $$"""{"issuer":"{{origin}}/","token_endpoint":"{{origin}}/token"}""");
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var name = await ApplyAsync(platform, provider.Urls.Single());
        await platform.ReadyAsync(name);
        (await ClientsAsync(platform)).Should().BeEmpty();

        await platform.PatchAsync(name, """{"spec":{"signIn":null}}""");
        await platform.ConditionAsync(name, ConditionTypes.SignInReady, condition => condition.Reason == "ClientRegistered");
        (await ClientsAsync(platform)).Should().ContainSingle();

        var own = new { authority = provider.Urls.Single(), clientId = "c", clientSecretRef = new { name = $"{name}-external", key = "clientSecret" }, roleClaim = "r", agentRole = "a", adminRole = "b" };
        await platform.PatchAsync(name, System.Text.Json.JsonSerializer.Serialize(new { spec = new { signIn = own } }));
        await platform.ConditionAsync(name, ConditionTypes.SignInReady, condition => condition.Reason == "ProviderAnswers");
        (await ClientsAsync(platform)).Should().BeEmpty();
    }

    private static Task<IReadOnlyList<string>> ClientsAsync(TestPlatform platform) =>
        platform.Postgres.QueryAsync("SELECT client_id FROM \"OpenIddictApplications\"", platform.Names("arnhem").Database);

    [Fact]
    public async Task The_built_in_provider_knows_our_pages_as_a_confidential_client_with_PKCE_and_two_addresses()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;

        (await platform.Postgres.QueryAsync(
            "SELECT concat_ws('|', client_id, client_type, redirect_uris, post_logout_redirect_uris, requirements) FROM "
                + "\"OpenIddictApplications\"", platform.Names("arnhem").Database))
            .Should().Equal(
                $"id-bellen|confidential|[\"{platform.Origin("arnhem")}/sign-in/callback\"]|[\"{platform.Origin("arnhem")}/signed-out\"]|[\"ft:pkce\"]");
    }

    [Fact]
    public async Task An_IRMA_server_that_does_not_answer_is_reported_without_keeping_the_municipality_from_being_ready()
    {
        await using var server = await ProviderAsync(_ => null);
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, name) = (scene.Platform, scene.Name);
        scene.Municipality.Status!.Condition(ConditionTypes.IrmaReachable).Should()
            .BeEquivalentTo(new { Status = "False", Reason = "NoAnswer" });

        await platform.PatchAsync(name, $$$$"""{"spec":{"irma":{"serverUrl":"{{{{server.Urls.Single()}}}}"}}}""");

        await platform.ConditionAsync(name, ConditionTypes.IrmaReachable, condition => condition is { Status: "False", Reason: "NotIrma" });
        (await platform.FindAsync(name))!.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
    }

    private static async Task<string> ApplyAsync(TestPlatform platform, string authority, string name = "arnhem")
    {
        await platform.ApplySecretAsync(name, "external", new(StringComparer.Ordinal) { ["clientSecret"] = "s" });
        var municipality = await platform.ApplyAsync(name, spec => spec with
        {
            SignIn = new SignInSpec
            {
                Authority = authority,
                ClientId = "id-bellen",
                ClientSecretRef = new SecretKeyRef { Name = $"{platform.Name(name)}-external", Key = "clientSecret" },
                RoleClaim = "roles",
                AgentRole = "agent",
                AdminRole = "admin",
            },
        });
        return municipality.Metadata.Name;
    }

    // Answers every discovery document alike; none is a 404.
    private static async Task<WebApplication> ProviderAsync(Func<string, string?> document)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", () =>
            document(app.Urls.Single()) is { } text ? Results.Text(text, "application/json") : Results.NotFound());
        await app.StartAsync();
        return app;
    }
}
