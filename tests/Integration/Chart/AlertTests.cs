using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using IdBellen.Api;
using IdBellen.Api.Platform.Retention;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator;
using IdBellen.Operator.Metrics;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>The alert rules, as Prometheus would read them.</summary>
public sealed partial class AlertTests(TestEnvironment environment)
{
    [Fact]
    public async Task There_is_none_unless_asked_for() =>
        (await HelmChart.RenderAsync("--namespace", "system")).Should().NotContain("PrometheusRule");

    [Fact]
    public async Task The_chart_makes_a_PrometheusRule_of_the_file_as_it_is()
    {
        var documents = (await HelmChart.RenderAsync("--namespace", "system", "--set", "alerts.enabled=true", "--set",
            "alerts.labels.release=monitoring")).Split("\n---\n");

        var made = Yaml().Deserialize<PrometheusRule>(
            documents.Should().ContainSingle(document => document.Contains("kind: PrometheusRule", StringComparison.Ordinal)).Which);
        made.ApiVersion.Should().Be("monitoring.coreos.com/v1");
        made.Metadata.Should().Contain("namespace", "system");
        ((IDictionary<object, object>)made.Metadata["labels"]).Should().Contain("release", "monitoring");
        made.Spec.Should().BeEquivalentTo(await FileAsync());
    }

    [Fact]
    public async Task Each_rule_has_what_Prometheus_and_a_person_need()
    {
        var rules = (await FileAsync()).Groups.SelectMany(group => group.Rules).ToList();

        rules.Select(rule => rule.Alert).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(3);
        foreach (var rule in rules)
        {
            rule.Alert.Should().MatchRegex("^IdBellen[A-Za-z]+$");
            rule.For.Should().MatchRegex("^([0-9]+[sm])?$");
            rule.Labels.Keys.Should().Equal("severity");
            rule.Labels["severity"].Should().BeOneOf("page", "warning");
            rule.Annotations.Keys.Should().Equal("summary", "description");
            rule.Expr.Count(letter => letter == '(').Should().Be(rule.Expr.Count(letter => letter == ')'));
            // A label that the expression does not keep would be empty.
            if (rule.Annotations["summary"].Contains("$labels.municipality", StringComparison.Ordinal))
                rule.Expr.Should().Contain("by (municipality)");
        }
        rules.Single(rule => rule.Alert == "IdBellenRetentionExceeded").Labels["severity"].Should().Be("page");
    }

    [Fact]
    public async Task Each_metric_that_a_rule_names_is_one_that_operator_or_api_tells()
    {
        await using var platform = await environment.PlatformAsync();
        var told = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(told, instrument) };
        listener.Start();
        await using var running = OperatorHost.Build([], builder => builder.Configuration.AddInMemoryCollection(platform.Settings()));
        await using var api =
            ApiHost.Build([], builder => builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false)));
        _ = (running.Services.GetRequiredService<ReconcileMetrics>(), running.Services.GetRequiredService<MunicipalityMetrics>());
        _ = (api.Services.GetRequiredService<CallMetrics>(), api.Services.GetRequiredService<SweepMetrics>());

        var named = (await FileAsync()).Groups.SelectMany(group => group.Rules)
            .SelectMany(rule => Metric().Matches(rule.Expr).Select(match => match.Value)).Distinct(StringComparer.Ordinal).ToList();

        named.Should().HaveCountGreaterThan(4);
        lock (told) named.Should().BeSubsetOf(told);
    }

    // Other tests of this process make meters too, on their own threads.
    private static void Note(List<string> told, Instrument instrument)
    {
        lock (told) told.Add(PrometheusName(instrument));
    }

    // As the exporter does it: MetricsTests reads such names from both programs.
    private static string PrometheusName(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        if (instrument.Unit == "s") name += "_seconds";
        return instrument is Counter<long> or ObservableCounter<long> ? name + "_total" : name;
    }

    private static async Task<RuleFile> FileAsync() =>
        Yaml().Deserialize<RuleFile>(
            await File.ReadAllTextAsync(Path.Combine(HelmChart.Folder, "alerts", "rules.yaml"), TestContext.Current.CancellationToken));

    // What is unknown is a mistake.
    private static IDeserializer Yaml() => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    [GeneratedRegex("idbellen_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    private sealed class PrometheusRule
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public Dictionary<string, object> Metadata { get; set; } = [];

        public RuleFile Spec { get; set; } = new();
    }

    private sealed class RuleFile
    {
        public List<RuleGroup> Groups { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        public string Name { get; set; } = "";

        public List<Rule> Rules { get; set; } = [];
    }

    private sealed class Rule
    {
        public string Alert { get; set; } = "";

        public string Expr { get; set; } = "";

        public string For { get; set; } = "";

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
