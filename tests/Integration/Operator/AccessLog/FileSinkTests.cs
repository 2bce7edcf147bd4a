using System.Text.Json;
using IdBellen.Operator.AccessLog;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Integration.Operator.AccessLog;

/// <summary>The file has a record on each line, whatever happened before.</summary>
public sealed class FileSinkTests(TestEnvironment environment)
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "access-log.jsonl");

    [Fact]
    public async Task A_file_that_can_not_be_written_confirms_nothing()
    {
        using var sink = new FileSink(Path.Combine(path, "no", "folder"));

        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should()
            .Be(new Delivery.Failed("DirectoryNotFoundException", true));
    }

    [Fact]
    public async Task A_file_that_another_one_writes_to_confirms_nothing()
    {
        using var sink = new FileSink(path);
        await using var other = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);

        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should()
            .Be(new Delivery.Failed("IOException", true));
    }

    [Fact]
    public async Task Each_record_is_a_line_and_a_line_that_a_crash_broke_off_spoils_no_other()
    {
        await using var platform = await environment.PlatformAsync();
        await using var log = await LoggedDisclosures.CreateAsync(platform, rows: 2);
        using var sink = new FileSink(path);
        var export = new ExportAccessLog(sink, new FakeTimeProvider(LoggedDisclosures.Now));

        (await log.ExportAsync(export)).Should().BeNull();
        await File.AppendAllTextAsync(path, """{"resourceSpans":[{"res""", TestContext.Current.CancellationToken);
        await log.AddAsync("overview");
        (await log.ExportAsync(export)).Should().BeNull();

        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        lines.Should().HaveCount(4);
        lines[2].Should().Be("""{"resourceSpans":[{"res""");
        string[] whole = [lines[0], lines[1], lines[3]];
        whole.Select(line =>
            JsonDocument.Parse(line).RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0])
            .Select(span => span.GetProperty("spanId").GetString())
            .Should().Equal((await log.RowsAsync()).Select(row => Convert.ToHexStringLower(row.SpanId!)));
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Should().EndWith("\n");
        (await log.WaitingAsync()).Should().Be(0);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }
}
