using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IdBellen.Demo;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>One municipality with the stand-in IRMA server in this process, whose requests are counted.</summary>
internal sealed class SessionScene : IAsyncDisposable
{
    private const string Municipality = "bench";

    private readonly MeterListener meters = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly RunningOperator running;
    private readonly DemoHost irma;
    private long requests;

    private SessionScene(TestPlatform platform, RunningOperator running, DemoHost irma)
    {
        (Platform, this.running, this.irma) = (platform, running, irma);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration") listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "http.route" && tag.Value is string route && route.Contains("requestorToken", StringComparison.Ordinal))
                    Interlocked.Increment(ref requests);
            }
        });
        meters.Start();
    }

    public TestPlatform Platform { get; }

    /// <summary>Requests for sessions' states that the IRMA server has answered.</summary>
    public long Requests => Interlocked.Read(ref requests);

    public static async Task<SessionScene> CreateAsync(TestEnvironment environment)
    {
        var platform = await environment.PlatformAsync();
        var irma = DemoHost.Build(["--Demo:IrmaUrl=http://localhost:0", "--Demo:PagesUrl=http://localhost:0", "--Demo:IrmaSse=on",
            "--Logging:LogLevel:Default=None"]);
        await irma.StartAsync();
        var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        var scene = new SessionScene(platform, running, irma);
        await platform.ApplySecretAsync(Municipality, "irma",
            new() { ["publicKey"] = await scene.http.GetStringAsync(new Uri(irma.IrmaUrl!, "publickey")) });
        await platform.CreateAsync(platform.Sample(Municipality, spec => spec with
        {
            Irma = new IrmaSpec
            {
                ServerUrl = irma.IrmaUrl!.GetLeftPart(UriPartial.Authority),
                ResultPublicKeyRef = new SecretKeyRef { Name = $"{platform.Name(Municipality)}-irma", Key = "publicKey" },
            },
            Purposes =
            [
                new PurposeSpec
                {
                    Name = "uitkering",
                    Title = new TranslationSpec { Nl = "Vraag over uw uitkering", En = "Question about your benefit" },
                    Disclose = [[["pbdf.gemeente.personalData.fullname", "pbdf.gemeente.personalData.bsn"]]],
                },
            ],
            UrlTemplates = [],
        }));
        await platform.ReadyAsync(platform.Name(Municipality));
        return scene;
    }

    public Task<ProductProcess> StartReplicaAsync(int maxStreams) =>
        ProductProcess.StartAsync(Platform, ProductProcess.Api, Platform.Port, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // It asks with a document of its own, and from one address.
            ["GraphQL:Documents"] = "Any",
            ["Admission:CitizenMutationsPerMinute"] = "1000000",
            ["Admission:CitizenRequestsPerMinute"] = "10000000",
            ["Admission:CitizenRequestsPerMinutePerMunicipality"] = "10000000",
            ["Admission:CitizenStreamsPerAddress"] = "1000000",
            ["Logging:LogLevel:Default"] = "Warning",
            ["FollowUp:MaxStreams"] = maxStreams.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>A citizen presses the button.</summary>
    public async Task StartSessionAsync()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post,
            new Uri($"http://127.0.0.1:{Platform.Port.ToString(CultureInfo.InvariantCulture)}/graphql"));
        message.Headers.Host = $"{Platform.Name(Municipality)}.localhost:{Platform.Port.ToString(CultureInfo.InvariantCulture)}";
        message.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json");
        message.Content = JsonContent.Create(
            new { query = "mutation { startSession(purpose: \"uitkering\") { statusToken sessionPointer { u irmaqr } } }" });
        using var answer = await http.SendAsync(message);
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        if (body?["data"]?["startSession"]?["statusToken"] is null)
            throw new InvalidOperationException(body?.ToJsonString() ?? "no answer");
    }

    public async Task<int> CountAsync(string sql, bool ofPlatform = true) => int.Parse(
        (await Platform.Postgres.QueryAsync(sql, ofPlatform ? Platform.Database : Platform.Names(Municipality).Database)).Single(),
        CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await irma.DisposeAsync();
        meters.Dispose();
        http.Dispose();
        await Platform.DisposeAsync();
    }
}
