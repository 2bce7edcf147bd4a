using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Dev;

/// <summary>What a killed test, demo or script has started ends with it.</summary>
public sealed class KilledScriptTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("TERM", 143, "")]
    [InlineData("HUP", 129, "")]
    [InlineData("KILL", 137, "trap '' TERM;")]
    public async Task A_script_that_is_killed_in_the_midst_of_a_step_takes_all_with_it(string signal, int code, string stubborn)
    {
        var mark = Mark();
        using var script = Script.Start($$"""
            run=$(mktemp -d)
            finish() { rm -rf "$run"; }
            guarded finish
            echo "folder $run"
            # One away from everything, one that may not obey, and what is waited for.
            work() { setsid sleep {{mark}}1 & ({{stubborn}} while :; do sleep {{mark}}2; done) & sleep {{mark}}3; }
            step "$run/log" working work
            """);
        await script.SaysAsync("working");
        await Eventually.BeTrueAsync(
            () => Task.FromResult(RunningProcess.IsThere($"sleep {mark}1") && RunningProcess.IsThere($"sleep {mark}3")));
        var folder = script.Output.Split('\n')
            .Single(line => line.StartsWith("folder ", StringComparison.Ordinal))["folder ".Length..].Trim();

        await script.SignalAsync(signal);

        (await script.EndedAsync(Soon)).Should().Be(code);
        await Eventually.BeTrueAsync(() => Task.FromResult(!RunningProcess.IsThere($"sleep {mark}") && !Directory.Exists(folder)), Soon,
            "nothing of it is left");
    }

    [Fact]
    public Task A_database_server_ends_with_the_process_that_it_was_started_for_and_so_does_its_folder() =>
        EndsWithOwnerAsync("postgres", "KILL");

    [Theory]
    [InlineData("postgres", "TERM")]
    [InlineData("cluster", "TERM")]
    [InlineData("cluster", "KILL")]
    [Trait("Length", "Long")]
    public Task A_server_of_any_kind_ends_with_the_process_that_it_was_started_for(string script, string signal) =>
        EndsWithOwnerAsync(script, signal);

    [Fact]
    public async Task A_database_server_that_is_half_started_when_its_owner_is_killed_does_not_stay()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"id-bellen-half-{Mark()}");
        using var owner = Process.Start("sleep", "600");
        using var start = Script.Start(Repository.File("dev", "postgres"), ["start", folder], Owned(owner));
        await start.SaysAsync("creating data");

        owner.Kill();

        await start.EndedAsync(TimeSpan.FromSeconds(30));
        await Eventually.BeTrueAsync(() => Task.FromResult(!RunningProcess.IsThere(folder) && !Directory.Exists(folder)), Soon,
            "nothing of it is left");
    }

    [Fact]
    public async Task A_program_that_a_test_has_started_ends_with_it_and_not_before()
    {
        var mark = Mark();
        using var owner = Process.Start("sleep", "600");
        using var tied = Script.Start(Repository.File("dev", "tied"), [Id(owner), "sleep", mark]);
        await Eventually.BeTrueAsync(async () => await File.ReadAllTextAsync($"/proc/{tied.Id}/comm") == "sleep\n");

        owner.Kill();

        (await tied.EndedAsync(Soon)).Should().Be(137);
    }

    private static async Task EndsWithOwnerAsync(string script, string signal)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"id-bellen-owned-{Mark()}");
        using var owner = Process.Start("sleep", "600");
        await Command.RunAsync(Repository.File("dev", script), ["start", folder], new Dictionary<string, string?>(Owned(owner),
            StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = null,
            ["IDBELLEN_CLUSTER"] = null,
        });
        RunningProcess.IsThere(folder).Should().BeTrue();

        await Command.RunAsync("kill", ["-s", signal, Id(owner)]);

        await Eventually.BeTrueAsync(() => Task.FromResult(!RunningProcess.IsThere(folder) && !Directory.Exists(folder)), Soon,
            "nothing of it is left");
    }

    private static Dictionary<string, string?> Owned(Process owner) => new(StringComparer.Ordinal) { ["IDBELLEN_OWNER"] = Id(owner) };

    private static string Id(Process process) => process.Id.ToString(CultureInfo.InvariantCulture);

    // Also a time to sleep.
    private static string Mark() => RandomNumberGenerator.GetInt32(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture);
}
