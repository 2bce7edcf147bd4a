using IdBellen.Demo.Irma;
using IdBellen.Demo.Loopback;
using IdBellen.Demo.Problems;
using IdBellen.Demo.Settings;
using IdBellen.Demo.Site;

namespace IdBellen.Demo;

/// <summary>
/// The stand-ins together: the IRMA server (unless an external one is used) and the pages, each on its own loopback port.
/// </summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly WebApplication? irma;
    private readonly WebApplication pages;
    private readonly Uri pagesUrl;

    private DemoHost(WebApplication? irma, WebApplication pages, Uri pagesUrl) =>
        (this.irma, this.pages, this.pagesUrl) = (irma, pages, pagesUrl);

    /// <summary>The address of the IRMA server; null if it is off or not started yet.</summary>
    public Uri? IrmaUrl { get; private set; }

    /// <summary>The address of the pages, with the actual port once started.</summary>
    public Uri PagesUrl => new UriBuilder(pagesUrl) { Port = pagesUrl.Port == 0 ? LoopbackListener.PortOf(pages) : pagesUrl.Port }.Uri;

    /// <param name="args">Settings as arguments, for example <c>--Demo:PagesUrl=http://localhost:0</c>; the environment counts too.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="DemoSettingsException">A setting cannot be used.</exception>
    public static DemoHost Build(string[] args, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var settings = DemoSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build());
        var server = settings.Irma is null ? null : IrmaServer.Build(args, settings.Irma, settings.People, clock);
        return new DemoHost(server, PagesServer.Build(args, settings, server?.Services, clock), settings.PagesUrl);
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        IrmaUrl = irma is null ? null : await IrmaServer.StartAsync(irma, cancellationToken);
        await pages.StartAsync(cancellationToken);
    }

    /// <summary>Returns after Ctrl-C or a termination signal.</summary>
    public async Task WaitForShutdownAsync()
    {
        await pages.WaitForShutdownAsync();
        await (irma?.StopAsync() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await pages.DisposeAsync();
        await (irma?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
