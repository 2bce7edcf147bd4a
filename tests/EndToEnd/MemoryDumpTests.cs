using System.Diagnostics;
using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd;

/// <summary>No crash of operator or api writes its memory anywhere, and nobody of its user reads it.</summary>
public sealed class MemoryDumpTests(TestEnvironment environment)
{
    [Theory]
    [InlineData(ProductProcess.Operator)]
    [InlineData(ProductProcess.Api)]
    public async Task The_kernel_may_not_dump_it_whatever_it_was_started_with(string program)
    {
        await using var platform = await environment.PlatformAsync();
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var settings = new Dictionary<string, string?>(platform.Settings(program == ProductProcess.Operator),
            StringComparer.Ordinal)
        { ["ASPNETCORE_URLS"] = address.AbsoluteUri };
        await using var process =
            await ProductProcess.StartAsync(program, new Uri(address, "healthz"), settings, launcher: [.. Unprivileged, .. Unlimited]);
        // Started in the same way, and nothing forbids it.
        using var control = Process.Start(new ProcessStartInfo(Unprivileged[0], [.. Unprivileged.Skip(1), .. Unlimited, "sleep", "60"]))!;
        await Eventually.BeTrueAsync(async () => await NameAsync(control.Id) == "sleep");

        try
        {
            (await CoreLimitAsync(control.Id)).Should().NotBe("0");
            (await GroupAsync(control.Id)).Should().NotBe("0", "a process that may be dumped belongs to its own group");
            (await CoreLimitAsync(process.Id)).Should().Be("0");
            (await GroupAsync(process.Id)).Should().Be("0", "the kernel gives what may not be dumped to root");
        }
        finally
        {
            control.Kill();
        }
    }

    // Root's own things belong to root anyway, so the group tells: proc(5).
    private static readonly string[] Unprivileged = System.Environment.IsPrivilegedProcess
        ? ["setpriv", "--regid", "65534", "--clear-groups"]
        : ["env"];

    private static readonly string[] Unlimited = ["sh", "-c", "(ulimit -c unlimited) && ulimit -c unlimited; exec \"$0\" \"$@\""];

    private static async Task<string> NameAsync(int process) => (await File.ReadAllTextAsync(Of(process, "comm"))).Trim();

    private static async Task<string> CoreLimitAsync(int process) =>
        (await File.ReadAllLinesAsync(Of(process, "limits")))
            .Single(line => line.StartsWith("Max core file size", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[5];

    private static async Task<string> GroupAsync(int process) =>
        (await Command.RunAsync("stat", ["-c", "%g", Of(process, "status")])).Trim();

    private static string Of(int process, string file) => $"/proc/{process.ToString(CultureInfo.InvariantCulture)}/{file}";
}
