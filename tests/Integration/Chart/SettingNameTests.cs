using System.Reflection;
using System.Text.RegularExpressions;
using IdBellen.Api;
using IdBellen.Operator;
using IdBellen.Telephony.Asterisk;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>
/// A setting that nobody reads would be lost without a word, so each that the chart gives must be one that its program knows.
/// </summary>
public sealed partial class SettingNameTests
{
    private static readonly string[] OfDotnet = ["ASPNETCORE_URLS", "DOTNET_EnableDiagnostics", "DOTNET_DbgEnableMiniDump"];

    [Theory]
    [InlineData("accessLog.otlp.endpoint=https://otel.example,accessLog.otlp.existingSecret=otlp,accessLog.otlp.authorities=pem")]
    [InlineData("accessLog.file.existingClaim=logs")]
    public async Task The_operator_knows_every_setting_that_the_chart_gives(string accessLog) =>
        await AllAreKnownAsync("operator", typeof(OperatorHost).Assembly, accessLog);

    [Fact]
    public async Task The_api_knows_every_setting_that_the_chart_gives() =>
        await AllAreKnownAsync("api", typeof(ApiHost).Assembly, "accessLog.file.name=x");

    [Fact]
    public async Task The_worker_knows_every_setting_that_the_chart_gives() =>
        await AllAreKnownAsync("worker", typeof(WorkerHost).Assembly, "accessLog.file.name=x", "telephony/asterisk");

    private static async Task AllAreKnownAsync(string program, Assembly assembly, string accessLog, string? folder = null)
    {
        var chart = await RenderedChart.FromAsync(["--set", "hosting.trustedProxies={10.0.0.0/8}", "--set", "hosting.port=8443",
            "--set", "mail.host=mail.example", "--set", "mail.from=a@b.example", "--set", "mail.existingSecret=mail",
            "--set", accessLog, "--set", "telephony.coturn.tls.existingSecret=turn", .. DashboardTests.Options, .. HelmChart.Telephone]);

        var given = chart.Settings(program).Keys.Except(OfDotnet, StringComparer.Ordinal)
            .Select(name => Part().Replace(name, ""));
        given.Except(Known(folder ?? program, assembly), StringComparer.Ordinal).Should()
            .BeEmpty("each of these must be a property of an options type, or be read by name");
    }

    // Options types name their section in a constant.
    private static IEnumerable<string> Known(string folder, Assembly assembly) =>
        assembly.GetTypes().Concat(typeof(HostingOptions).Assembly.GetTypes())
            .Concat(typeof(IdBellen.Kubernetes.Watch.WatchTimings).Assembly.GetTypes())
            .Concat(typeof(IdBellen.GraphQL.Requests.TransportOptions).Assembly.GetTypes())
            .Select(type =>
                (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()))
            .Where(options => options.Section is not null)
            .SelectMany(options => Names(options.Type, (string)options.Section!))
            .Concat(ReadByName(folder));

    // Options of our own may stand in one another, or be as many as there are Asterisks.
    private static IEnumerable<string> Names(Type options, string section) => options.GetProperties().SelectMany(property =>
        property.PropertyType.Assembly == options.Assembly && property.PropertyType.IsClass
            ? Names(property.PropertyType, $"{section}__{property.Name}")
            : property.PropertyType.GenericTypeArguments is [_, var one] && one.Assembly == options.Assembly
                ? Names(one, section)
                : [$"{section}__{property.Name}"]);

    // configuration["Platform:ConnectionString"]
    private static IEnumerable<string> ReadByName(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .SelectMany(line => line.Split("onfiguration[\"").Skip(1))
            .Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)].Replace(":", "__", StringComparison.Ordinal));

    // The number in a list, or the name of an Asterisk.
    [GeneratedRegex("__([0-9]+|asterisk-[0-9]+)(?=__|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
