using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// Runs in a process of the product: when its host is built, the clock becomes the one of the test's <see cref="ProcessClock"/>. The event
/// is the one by which the framework's own tools get hold of a host (<c>HostFactoryResolver</c>).
/// </summary>
internal sealed class ClockInstaller : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host }
            && System.Environment.GetEnvironmentVariable(ProcessClock.Variable) is { Length: > 0 } file)
            host.ConfigureServices(services => services.AddSingleton<TimeProvider>(new SetForward(file)));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private sealed class SetForward(string file) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead();

        private TimeSpan Ahead() => File.ReadAllText(file) is { Length: > 0 } ticks
            ? TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture)) : TimeSpan.Zero;
    }
}
