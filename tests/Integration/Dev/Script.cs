using System.Diagnostics;
using System.Globalization;
using System.Text;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Dev;

/// <summary>A script of <c>dev/</c>, or one that uses what they share, which the test may kill.</summary>
internal sealed class Script : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private Script(Process process) => this.process = process;

    public int Id => process.Id;

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Lines of Bash after <c>dev/lib.sh</c> has been read.</summary>
    public static Script Start(string text, IReadOnlyDictionary<string, string?>? environment = null) =>
        Start("bash", ["-c", $"set -euo pipefail\n. '{Repository.File("dev", "lib.sh")}'\n{text}", "script"], environment);

    /// <param name="program">For example <c>dev/demo</c>, as a path.</param>
    /// <param name="arguments">What it gets.</param>
    /// <param name="environment">What is set besides; null: what is not.</param>
    public static Script Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program,
            arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // As somebody would start it, and not a test.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment
            ?? new Dictionary<string, string?>(StringComparer.Ordinal)) start.Environment[name] = value;
        var script = new Script(new Process { StartInfo = start });
        script.process.OutputDataReceived += (_, line) => script.Keep(line.Data);
        script.process.ErrorDataReceived += (_, line) => script.Keep(line.Data);
        script.process.Start();
        script.process.StandardInput.Close();
        script.process.BeginOutputReadLine();
        script.process.BeginErrorReadLine();
        return script;
    }

    public Task SaysAsync(string text, TimeSpan? patience = null) => Eventually.BeTrueAsync(
        () => !process.HasExited || Output.Contains(text, StringComparison.Ordinal)
            ? Task.FromResult(Output.Contains(text, StringComparison.Ordinal))
            : throw new InvalidOperationException($"The script has ended: {Output}"),
        patience, $"the script says \"{text}\"");

    /// <param name="signal">Such as TERM.</param>
    public Task SignalAsync(string signal) => Command.RunAsync("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <param name="patience">How long it may take; on a busy machine longer, see <see cref="Eventually"/>.</param>
    /// <returns>The exit code, of Bash's kind.</returns>
    public async Task<int> EndedAsync(TimeSpan patience)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await process.WaitForExitAsync(cancelled).WaitAsync(patience * Eventually.Stretch, cancelled);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("IDBELLEN_", StringComparison.Ordinal) && name != "IDBELLEN_CACHE"
            || name is "KUBECONFIG" or "MAKELEVEL" or "TESTS";

    private void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
