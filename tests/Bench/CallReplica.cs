using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Npgsql;

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

    /// <param name="fixture">Whose platform.</param>
    /// <param name="callbackPort">The port to which IRMA servers are told to post results; absent: where they arrive.</param>
    /// <param name="isAsInProduction">With the limits of production on how often citizens may ask.</param>
    /// <param name="bus">The line to the platform database, and so to the hints; absent: straight.</param>
    public static async Task<CallReplica> StartAsync(
        ApiFixture fixture, int? callbackPort = null, CuttableLine? bus = null, bool isAsInProduction = false)
    {
        var port = LoopbackPort.Free();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["GraphQL:Documents"] = "Any",
            ["Admission:CitizenMutationsPerMinute"] = "1000000",
            ["Admission:CitizenRequestsPerMinute"] = "10000000",
            ["Admission:CitizenRequestsPerMinutePerMunicipality"] = "10000000",
            ["Admission:CitizenStreamsPerAddress"] = "1000000",
        };
        if (isAsInProduction)
            foreach (var limit in settings.Keys.Where(name => name.StartsWith("Admission:", StringComparison.Ordinal)).ToList())
                settings.Remove(limit);
        var direct = fixture.Platform.Settings(asOperator: false)["Platform:ConnectionString"];
        if (bus is not null)
            settings["Platform:ConnectionString"] = new NpgsqlConnectionStringBuilder(direct) { Port = bus.Port }.ConnectionString;
        if (callbackPort is { } elsewhere) settings["Hosting:Port"] = elsewhere.ToString(CultureInfo.InvariantCulture);
        return new CallReplica(await ProductProcess.StartAsync(fixture.Platform, ProductProcess.Api, port, settings), port);
    }

    /// <summary>As a crash does.</summary>
    public void Kill() => process.Kill();

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
