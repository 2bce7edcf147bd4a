using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A program of the product as its own process, as it runs in production.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    public const string Operator = "IdBellen.Operator";

    public const string Api = "IdBellen.Api";

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StreamWriter? log;

    private ProductProcess(Process process, FileInfo? log)
    {
        this.process = process;
        this.log = log?.CreateText();
    }

    /// <summary>Operator or api of a platform, listening on a loopback port.</summary>
    /// <param name="platform">Whose settings it gets.</param>
    /// <param name="program"><see cref="Operator"/> or <see cref="Api"/>.</param>
    /// <param name="port">Where.</param>
    /// <param name="more">What it is told besides, or instead.</param>
    /// <param name="ready">The path that answers 200 when it can be used.</param>
    public static Task<ProductProcess> StartAsync(
        TestPlatform platform, string program, int port, IReadOnlyDictionary<string, string?>? more = null, string ready = "/readyz")
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var settings = new Dictionary<string, string?>(platform.Settings(asOperator: program == Operator),
            StringComparer.Ordinal)
        { ["ASPNETCORE_URLS"] = address };
        foreach (var (name, value) in more ?? new Dictionary<string, string?>(StringComparer.Ordinal)) settings[name] = value;
        return StartAsync(program, new Uri(address + ready), settings);
    }

    /// <param name="program">The name of the assembly.</param>
    /// <param name="ready">An address that answers 200 when it can be used.</param>
    /// <param name="settings">As in configuration; <c>:</c> becomes <c>__</c>.</param>
    /// <param name="folder">Where it works and keeps its temporary files; its output then goes to the file <c>log</c> there. Absent: the
    /// test's own.</param>
    /// <param name="launcher">Programs that become what they are told to run, with their arguments; absent: none.</param>
    public static async Task<ProductProcess> StartAsync(
        string program, Uri ready, IReadOnlyDictionary<string, string?> settings, DirectoryInfo? folder = null,
        IReadOnlyList<string>? launcher = null)
    {
        // With the artifacts layout every project's output is a neighbour of ours.
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", program,
            new DirectoryInfo(AppContext.BaseDirectory).Name, $"{program}.dll"));
        // It is killed when this process is gone, whatever ends that.
        string[] command =
            [Repository.File("dev", "tied"), System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. launcher
                ?? [], "dotnet", assembly];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (folder is not null)
        {
            start.WorkingDirectory = folder.FullName;
            foreach (var name in (string[])["HOME", "TMPDIR"]) start.Environment[name] = folder.CreateSubdirectory(name).FullName;
        }
        var started = new ProductProcess(new Process { StartInfo = start }, folder is null
            ? null : new FileInfo(Path.Combine(folder.FullName, "log")));
        started.process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        started.process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started.process.Start();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        await started.BecomeReadyAsync(program, ready);
        return started;
    }

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>All that it has written, for what may not be in it.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                log?.Flush();
                return log is null ? output.ToString() : File.ReadAllText(((FileStream)log.BaseStream).Name);
            }
        }
    }

    /// <summary>Ends it as a crash does: nothing of it gets to run any more (kill -9).</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to end, as Kubernetes does (SIGTERM).</summary>
    public Task TerminateAsync() => Command.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync(TimeSpan patience)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        if (log is not null) await log.DisposeAsync();
    }

    private async Task BecomeReadyAsync(string program, Uri ready)
    {
        using var http = new HttpClient();
        await Eventually.BeTrueAsync(
            async () =>
            {
                if (process.HasExited) throw new InvalidOperationException($"{program} ended at once: {Output}");
                try
                {
                    // Whoever else may have taken the port does not count, whatever is answered there.
                    if (!ListeningProcess.IsAt(process.Id, ready.Port, Output)) return false;
                    using var answer = await http.GetAsync(ready);
                    return answer.IsSuccessStatusCode;
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException)
                {
                    return false;
                }
            },
            // On a busy machine a program compiles its code for a minute before it listens.
            TimeSpan.FromSeconds(180), $"{program} answers at {ready}");
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            if (log is null) output.AppendLine(line);
            else log.WriteLine(line);
        }
    }
}
