using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Api;
using IdBellen.Tests.EndToEnd;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Bench;

/// <summary>A replica of the api as a process of its own, beside the one in the tests' process that only helps to prepare.</summary>
internal sealed class CallReplica : IAsyncDisposable
{
    private readonly ProductProcess process;

    private CallReplica(ProductProcess process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            using var observed = Process.GetProcessById(process.Id);
            return observed.TotalProcessorTime;
        }
    }

    public static async Task<CallReplica> StartAsync(ApiFixture fixture)
    {
        var port = LoopbackPort.Free();
        var settings = fixture.Platform.Settings(asOperator: false);
        settings["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        settings["Logging:LogLevel:Default"] = "Warning";
        settings["GraphQL:Documents"] = "Any";
        settings["Admission:CitizenMutationsPerMinute"] = "1000000";
        return new CallReplica(await ProductProcess.StartAsync("IdBellen.Api", new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/readyz"), settings), port);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
