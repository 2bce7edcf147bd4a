using System.Diagnostics;

namespace IdBellen.Tests.Support.Environment;

/// <summary>Runs a program and gives what it prints.</summary>
public static class Command
{
    /// <exception cref="InvalidOperationException">The program failed; the text holds what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment
            ?? new Dictionary<string, string?>(StringComparer.Ordinal)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output : throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {await error}{await output}");
    }
}
