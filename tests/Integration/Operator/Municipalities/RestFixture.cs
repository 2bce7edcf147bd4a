using IdBellen.Demo;
using IdBellen.Operator.Municipalities.Rest;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>A municipality on a PostgreSQL server where nobody else writes, with an operator whose clock can be moved on.</summary>
public sealed class RestFixture(TestEnvironment environment) : IAsyncLifetime
{
    private PostgresInstance? postgres;
    private TestPlatform? platform;
    private DemoHost? irma;
    private TimeSpan shift;

    private ShiftedTime Time { get; } = new();

    public Scene Scene { get; private set; } = null!;

    /// <summary>The operator's way to the API server.</summary>
    public FaultyApiServer Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        postgres = await PostgresInstance.StartOwnAsync();
        platform = await TestPlatform.CreateAsync(await environment.KubernetesAsync(), postgres);
        Api = await FaultyApiServer.StartAsync(platform.Kubernetes);
        // Where something is not as it should be, nothing rests.
        irma = DemoHost.Build(
            ["--Demo:IrmaUrl=http://localhost:0", "--Demo:PagesUrl=http://localhost:0", "--Logging:LogLevel:Default=None"], Time);
        await irma.StartAsync();
        using var http = new HttpClient();
        var key = await http.GetStringAsync(new Uri(irma.IrmaUrl!, "publickey"));
        await platform.ApplySecretAsync("arnhem", "stand-in", new(StringComparer.Ordinal) { ["publicKey"] = key });
        Scene = await Scenario.On(platform).WithOperator(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Time);
            builder.Configuration["Kubernetes:ConfigFile"] = Api.KubeconfigFor(platform.Accounts.OperatorToken);
        }).WithMunicipality("arnhem", spec => spec with
        {
            Irma = spec.Irma with
            {
                ServerUrl = irma.IrmaUrl!.GetLeftPart(UriPartial.Authority),
                ResultPublicKeyRef = new SecretKeyRef { Name = $"{platform.Name("arnhem")}-stand-in", Key = "publicKey" },
            },
        }).ReadyAsync();
    }

    public void Pass(TimeSpan span)
    {
        shift += span;
        Time.Advance(span);
    }

    /// <summary>A look whose time has come. The server's counts are read again after five seconds.</summary>
    public Task LookAsync()
    {
        Pass(TimeSpan.FromSeconds(6));
        return Scene.Operator.RoutineAsync(Scene.Name);
    }

    /// <summary>Looks until nothing has been written since the last one, and so one more finds nothing to do.</summary>
    public Task RestsAsync()
    {
        var resting = (RestingMunicipalities)Scene.Operator.Services.GetService(typeof(RestingMunicipalities))!;
        return Eventually.BeTrueAsync(async () =>
        {
            // The purge, which comes each real minute, must not look late.
            Pass(-shift);
            await LookAsync();
            Pass(TimeSpan.FromSeconds(6));
            return await resting.HoldsAsync((await Scene.Platform.FindAsync(Scene.Name))!, TestContext.Current.CancellationToken);
        }, what: "it rests");
    }

    public async ValueTask DisposeAsync()
    {
        if (Scene is not null) await Scene.DisposeAsync();
        if (platform is not null) await platform.DisposeAsync();
        if (Api is not null) await Api.DisposeAsync();
        if (irma is not null) await irma.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }
}
