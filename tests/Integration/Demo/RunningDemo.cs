using IdBellen.Demo;

namespace IdBellen.Tests.Integration.Demo;

/// <summary>The real stand-ins, listening on free loopback ports.</summary>
internal sealed class RunningDemo : IAsyncDisposable
{
    private readonly DemoHost host;

    private RunningDemo(DemoHost host)
    {
        this.host = host;
        Irma = host.IrmaUrl is null ? null! : new HttpClient { BaseAddress = host.IrmaUrl };
        Pages = new HttpClient { BaseAddress = host.PagesUrl };
    }

    public HttpClient Irma { get; }

    public HttpClient Pages { get; }

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="settings">For example <c>IrmaSse=on</c>.</param>
    public static Task<RunningDemo> StartAsync(params string[] settings) => StartAsync(time: null, settings);

    public static async Task<RunningDemo> StartAsync(TimeProvider? time, params string[] settings)
    {
        string[] free = ["IrmaUrl=http://localhost:0", "PagesUrl=http://localhost:0"];
        string[] args = ["--Logging:LogLevel:Default=None", .. free.Concat(settings).Select(static setting => "--Demo:" + setting)];
        var demo = DemoHost.Build(args, time);
        await demo.StartAsync(Cancelled);
        return new RunningDemo(demo);
    }

    public async ValueTask DisposeAsync()
    {
        Irma?.Dispose();
        Pages.Dispose();
        await host.DisposeAsync();
    }
}
