using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Api;
using IdBellen.Demo;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Support.Api;

/// <summary>
/// The real operator, api and IRMA stand-in in this process, for the tests of one class. Each test has a municipality, and so a database,
/// of its own.
/// </summary>
public class ApiFixture(TestEnvironment environment) : IAsyncLifetime
{
    private RunningOperator? running;
    private WebApplication? api;
    private DemoHost? standIns;
    private int municipalities;
    private Task<ServedMunicipality>? shared;

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>The clock of the api; it can be moved on.</summary>
    public ShiftedTime Time { get; } = new();

    /// <summary>All that the api has logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>What the api is made of.</summary>
    public IServiceProvider Services => api!.Services;

    /// <summary>
    /// What a password's hash costs. Hundreds of people of tests sign in, and their passwords are no secrets: at its usual cost a run would
    /// hash for minutes. <see cref="SignInFixture"/> has the usual one.
    /// </summary>
    protected virtual int HashIterations => 1000;

    public Uri Irma => standIns!.IrmaUrl!;

    public async ValueTask InitializeAsync()
    {
        ConnectionWatch.Begin();
        Platform = await PlatformAsync(environment);
        standIns = DemoHost.Build(
            ["--Demo:IrmaUrl=http://localhost:0", "--Demo:PagesUrl=http://localhost:0", "--Logging:LogLevel:Default=None"], Time);
        await standIns.StartAsync();
        running = await StartOperatorAsync();
        api = await StartReplicaAsync(Platform.Port);
    }

    /// <summary>One more replica of the api; whoever starts it disposes of it.</summary>
    public async Task<WebApplication> StartReplicaAsync(int port, Action<WebApplicationBuilder>? configure = null)
    {
        var replica = ApiHost.Build(["--urls", $"http://127.0.0.1:{port}"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Platform.Settings(asOperator: false));
            builder.Logging.ClearProviders().AddProvider(Log);
            // Tests ask what they want to know; what production accepts is for ShippedDocumentTests.
            builder.Configuration["GraphQL:Documents"] = "any";
            // All callers of all tests are one address.
            builder.Configuration["Admission:CitizenMutationsPerMinute"] = "1000000";
            builder.Configuration["Admission:CitizenRequestsPerMinute"] = "10000000";
            builder.Configuration["Admission:CitizenRequestsPerMinutePerMunicipality"] = "10000000";
            builder.Configuration["Memory:CompactAfterErasure"] = "false";
            builder.Configuration["SignIn:FormsPerMinute"] = "1000000";
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
            builder.Configuration["Pages:AgentUi"] = Repository.File("agent-ui", "dist");
            builder.Configuration["Pages:StartPage"] = Repository.File("widget", "start-page", "dist");
            builder.Services.AddSingleton<TimeProvider>(Time);
            // Tests set the clock on by an hour at once; in between nobody may erase what they look at.
            builder.Services.AddSingleton(new RetentionSwitches { Sweeper = false });
            Configure(builder);
            configure?.Invoke(builder);
        });
        await replica.StartAsync();
        return replica;
    }

    /// <summary>One more replica, once it serves a municipality.</summary>
    public async Task<WebApplication> ServingReplicaAsync(
        ServedMunicipality municipality, int port, Action<WebApplicationBuilder>? configure = null)
    {
        var replica = await StartReplicaAsync(port, configure);
        await municipality.ServedAtAsync(port);
        return replica;
    }

    /// <summary>A municipality that this api serves, with a purpose that asks for name and BSN and shows the name while waiting.</summary>
    /// <param name="change">What this one has instead.</param>
    /// <param name="irma">An IRMA server of its own.</param>
    public async Task<ServedMunicipality> MunicipalityAsync(Func<MunicipalitySpec, MunicipalitySpec>? change = null, Uri? irma = null)
    {
        running ??= await StartOperatorAsync();
        var name = $"gem{Interlocked.Increment(ref municipalities)}";
        using var http = new HttpClient();
        var key = await http.GetStringAsync(new Uri(irma ?? Irma, "publickey"));
        await Platform.ApplySecretAsync(name, "irma", new() { ["publicKey"] = key });
        await Platform.CreateAsync(Platform.Sample(name, spec =>
        {
            var usual = Usual(spec, name, irma ?? Irma);
            return change is null ? usual : change(usual);
        }));
        await Platform.ReadyAsync(Platform.Name(name));
        var served = new ServedMunicipality(this, name);
        await Eventually.BeTrueAsync(async () => (await served.Citizen.SendAsync("{ municipality { name } }")).Errors.Count == 0,
            what: "the api serves it");
        return served;
    }

    /// <summary>One for all tests of the class that leave it as they find it; to make one takes longer than what they do with it.</summary>
    public Task<ServedMunicipality> SharedMunicipalityAsync() => shared ??= MunicipalityAsync();

    /// <summary>So that nobody repairs what a test breaks. The next municipality starts it again.</summary>
    public async Task StopOperatorAsync()
    {
        if (running is not null) await running.DisposeAsync();
        running = null;
    }

    /// <summary>So that others take its place.</summary>
    public async Task StopApiAsync()
    {
        if (api is null) return;
        await api.StopAsync();
        await api.DisposeAsync();
        api = null;
    }

    /// <summary>After it was stopped.</summary>
    public async Task StartApiAsync() => api ??= await StartReplicaAsync(Platform.Port);

    /// <summary>What every replica is told besides.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    protected virtual Task<TestPlatform> PlatformAsync(TestEnvironment environment) => environment.PlatformAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopApiAsync();
        if (running is not null) await running.DisposeAsync();
        if (standIns is not null) await standIns.DisposeAsync();
        if (Platform is not null) await Platform.DisposeAsync();
        ConnectionWatch.TakeViolations().Should().BeEmpty("whoever holds a connection to a municipality's database waits for nobody");
    }

    private async Task<RunningOperator> StartOperatorAsync()
    {
        var started = await Platform.StartOperatorAsync();
        await started.BecomeReadyAsync();
        return started;
    }

    private MunicipalitySpec Usual(MunicipalitySpec spec, string municipality, Uri irma) => spec with
    {
        PhoneNumber = $"+3126{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000)}",
        Irma = new IrmaSpec
        {
            ServerUrl = irma.GetLeftPart(UriPartial.Authority),
            ResultPublicKeyRef = new SecretKeyRef { Name = $"{Platform.Name(municipality)}-irma", Key = "publicKey" },
        },
        // Tests of it ask for it; the others sign in with a password alone.
        SecondFactor = "optional",
        Widget = new WidgetSpec { AllowedOrigins = ["https://www.gemeente.example"] },
        Purposes =
        [
            new PurposeSpec
            {
                Name = "uitkering",
                Title = new TranslationSpec { Nl = "Vraag over uw uitkering", En = "Question about your benefit" },
                Disclose = [[["pbdf.gemeente.personalData.fullname", "pbdf.gemeente.personalData.bsn"]]],
                Overview = ["pbdf.gemeente.personalData.fullname"],
            },
        ],
        UrlTemplates =
        [
            new UrlTemplateSpec
            {
                Label = new TranslationSpec { Nl = "Open zaaksysteem", En = "Open case system" },
                Url = "https://zaken.example.nl/zoek/{pbdf.gemeente.personalData.fullname}?bsn={pbdf.gemeente.personalData.bsn}",
            },
        ],
    };
}
