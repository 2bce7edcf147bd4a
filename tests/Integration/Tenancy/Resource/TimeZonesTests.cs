using System.Diagnostics;
using AwesomeAssertions;

namespace IdBellen.Tests.Integration.Tenancy.Resource;

/// <summary>Both programs on a system without a time zone database, as in a small image.</summary>
public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("IdBellen.Api")]
    [InlineData("IdBellen.Operator")]
    public async Task A_missing_time_zone_database_is_named_at_the_start(string project)
    {
        // With the artifacts layout every project's output is a neighbour of ours.
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project,
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{project}.dll"));
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TZDIR"] = Path.Combine(Path.GetTempPath(), "no-such-folder");
        using var process = Process.Start(start)!;

        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.Should().Be(1);
        said.Should().Contain("The time zone database is missing").And.Contain("tzdata").And.NotContain("   at ");
    }
}
