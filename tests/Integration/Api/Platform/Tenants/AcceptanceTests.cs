using System.Collections.Concurrent;
using System.Text.Json;
using AwesomeAssertions;
using IdBellen.Demo;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>The api serves the specification that the operator accepted, whole, and nothing of any other.</summary>
public sealed class AcceptanceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_refused_edit_that_would_send_the_tenants_key_to_a_thief_has_no_effect_also_after_a_restart()
    {
        await using var thief = await ThiefAsync();
        var municipality = await fixture.MunicipalityAsync();
        var displayName = await DisplayNameAsync(municipality);

        await EditAsync(municipality, thief.Url, new SecretKeyRef { Name = $"{municipality.Name}-keys", Key = "key" });
        await fixture.Platform.ConditionAsync(municipality.Name, ConditionTypes.SpecValid,
            condition => condition is { Status: "False", Reason: "SecretReserved" });

        await NothingOfTheEditAsync(municipality, thief, displayName);
    }

    [Fact]
    public async Task A_status_that_somebody_forged_makes_the_api_obey_nothing()
    {
        await using var thief = await ThiefAsync();
        var municipality = await fixture.MunicipalityAsync();
        var displayName = await DisplayNameAsync(municipality);
        await fixture.StopOperatorAsync();
        try
        {
            await EditAsync(municipality, thief.Url, token: null);
            await ForgeAsync(municipality);

            await NothingOfTheEditAsync(municipality, thief, displayName);
        }
        finally
        {
            await fixture.MunicipalityAsync();
        }
    }

    [Fact]
    public async Task A_host_stays_with_who_serves_it_whatever_an_older_resource_asks_for()
    {
        var older = await fixture.MunicipalityAsync();
        var holder = await fixture.MunicipalityAsync();

        await fixture.Platform.PatchAsync(older.Name,
            JsonSerializer.Serialize(new { spec = new { hosts = new[] { $"{holder.Name}.localhost" } } }));
        await fixture.Platform.ConditionAsync(older.Name, ConditionTypes.SpecValid,
            condition => condition is { Status: "False", Reason: "HostDuplicate" });

        (await NameAsync(holder, null)).Should().Be(holder.Name);
        (await NameAsync(older, null)).Should().Be(older.Name, "the refused edit leaves it where it was");
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(holder, port);
        (await NameAsync(holder, port)).Should().Be(holder.Name);
    }

    [Fact]
    public async Task A_token_and_a_key_that_an_editor_wrote_work_and_a_wrong_token_is_named()
    {
        await using var standIns = DemoHost.Build(
            ["--Demo:IrmaUrl=http://localhost:0", "--Demo:PagesUrl=http://localhost:0", "--Demo:RequestorToken=geheim",
                "--Logging:LogLevel:Default=None"], fixture.Time);
        await standIns.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: standIns.IrmaUrl);
        using var http = new HttpClient();
        var key = await http.GetStringAsync(new Uri(standIns.IrmaUrl!, "publickey"));
        await PutSecretAsync(municipality, "geheim\r\n", "\ufeff" + key.ReplaceLineEndings("\r\n"));
        await fixture.Platform.PatchAsync(municipality.Name, JsonSerializer.Serialize(
            new { spec = new { irma = new { requestorTokenRef = new { name = $"{municipality.Name}-irma", key = "token" } } } }));

        await fixture.Platform.ConditionAsync(municipality.Name, ConditionTypes.IrmaReachable,
            condition => condition is { Status: "True", Reason: "Answered" });
        await Eventually.BeTrueAsync(async () => (await StartAsync(municipality)).Errors.Count == 0, what: "a session starts");

        await PutSecretAsync(municipality, "verkeerd", key);
        var refused = await fixture.Platform.ConditionAsync(municipality.Name, ConditionTypes.IrmaReachable,
            condition => condition is { Status: "False", Reason: "TokenRefused" });
        refused.Status!.Condition(ConditionTypes.IrmaReachable)!.Message.Should()
            .Contain($"key token of Secret {municipality.Name}-irma").And.NotContain("verkeerd");
        refused.Status.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
    }

    private async Task NothingOfTheEditAsync(ServedMunicipality municipality, Thief thief, string displayName)
    {
        // One that starts now has certainly seen the edit.
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port);
        foreach (var at in (int?[])[null, port])
        {
            (await DisplayNameAsync(municipality, at)).Should().Be(displayName);
            (await StartAsync(municipality, at)).Errors.Should().BeEmpty("the IRMA server is the accepted one");
        }
        thief.Sent.Should().BeEmpty();
    }

    private async Task EditAsync(ServedMunicipality municipality, string thief,
        SecretKeyRef? token) => await fixture.Platform.PatchAsync(municipality.Name, JsonSerializer.Serialize(new
        {
            spec = new
            {
                displayName = "Gemeente Dief",
                irma = new { serverUrl = thief, requestorTokenRef = token is null ? null : new { name = token.Name, key = token.Key } },
                widget = new { allowedOrigins = new[] { "https://dief.example" } },
            },
        }));

    private async Task ForgeAsync(ServedMunicipality municipality)
    {
        var edited = (await fixture.Platform.FindAsync(municipality.Name))!;
        var conditions = edited.Status!.Conditions.Select(
            condition => condition with { Status = "True", ObservedGeneration = edited.Metadata.Generation });
        var status = edited.Status with { ObservedGeneration = edited.Metadata.Generation, Conditions = [.. conditions] };
        await fixture.Platform.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<Municipality>(
            new V1Patch(KubernetesJson.Serialize(new { status }),
                V1Patch.PatchType.MergePatch), Municipality.ApiGroup, Municipality.ApiVersionName,
            fixture.Platform.Namespace, Municipality.Plural, municipality.Name);
    }

    private async Task PutSecretAsync(
        ServedMunicipality municipality, string token, string key) => await fixture.Platform.Client.CoreV1.PatchNamespacedSecretAsync(
        new V1Patch(JsonSerializer.Serialize(new { stringData = new { token, publicKey = key } }), V1Patch.PatchType.MergePatch),
        $"{municipality.Name}-irma", fixture.Platform.Namespace);

    private static Task<GraphQLAnswer> StartAsync(ServedMunicipality municipality, int? port = null) =>
        (municipality.Citizen with { Port = port }).SendAsync("mutation { startSession(purpose: \"uitkering\") { statusToken } }");

    private static async Task<string> DisplayNameAsync(ServedMunicipality municipality, int? port = null) =>
        (await (municipality.Citizen with { Port = port }).GetAsync<PublicMunicipality>("{ municipality { displayName } }")).DisplayName!;

    private static async Task<string> NameAsync(ServedMunicipality municipality, int? port) =>
        (await (municipality.Citizen with { Port = port }).GetAsync<PublicMunicipality>("{ municipality { name } }")).Name!;

    private static async Task<Thief> ThiefAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var sent = new ConcurrentQueue<string>();
        app.MapFallback((Microsoft.AspNetCore.Http.HttpRequest request) =>
        {
            sent.Enqueue($"{request.Method} {request.Path} {request.Headers.Authorization}");
            return "";
        });
        await app.StartAsync();
        return new Thief(app, sent);
    }

    private sealed class Thief(WebApplication app, ConcurrentQueue<string> sent) : IAsyncDisposable
    {
        public string Url => app.Urls.Single();

        public IReadOnlyCollection<string> Sent => sent;

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
