using System.Globalization;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.EndToEnd;

/// <summary>Operator, api and stand-ins as processes, on a platform of one's own.</summary>
public sealed class RunningProduct : IAsyncDisposable
{
    private readonly List<ProductProcess> processes = [];

    private RunningProduct(TestPlatform platform) => Platform = platform;

    public TestPlatform Platform { get; }

    /// <summary>Where the stand-ins' pages are.</summary>
    public Uri Pages { get; } = new($"http://localhost:{LoopbackPort.Free()}");

    /// <summary>Where the stand-in IRMA server is.</summary>
    public Uri Irma { get; } = new($"http://localhost:{LoopbackPort.Free()}");

    /// <summary>What the stand-ins have written.</summary>
    public string StandInOutput => processes[2].Output;

    /// <summary>Where the operator tells of itself.</summary>
    public Uri OperatorMetrics { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}/metrics");

    /// <summary>Where the api tells of itself.</summary>
    public Uri ApiMetrics { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}/metrics");

    /// <summary>All that the product (not the stand-ins) has written.</summary>
    public string ProductOutput => string.Concat(processes.Take(2).Select(process => process.Output));

    /// <param name="platform">Where it runs.</param>
    /// <param name="more">What operator and api are told besides.</param>
    /// <param name="standIns">What the stand-ins are told besides.</param>
    /// <param name="folder">Where operator and api keep their files and logs, each in a folder with its name; absent: nowhere.</param>
    public static async Task<RunningProduct> StartAsync(
        TestPlatform platform, IReadOnlyDictionary<string, string?>? more = null, IReadOnlyDictionary<string, string?>? standIns = null,
        DirectoryInfo? folder = null)
    {
        var product = new RunningProduct(platform);
        var atOperator = product.OperatorMetrics.GetLeftPart(UriPartial.Authority);
        product.processes.Add(await ProductProcess.StartAsync(
            ProductProcess.Operator, new Uri($"{atOperator}/readyz"), product.Settings(asOperator: true, atOperator, more),
            folder?.CreateSubdirectory("operator")));
        var atApi = $"http://localhost:{platform.Port}";
        product.processes.Add(await ProductProcess.StartAsync(
            ProductProcess.Api, new Uri($"{atApi}/readyz"),
            product.Settings(asOperator: false, $"{atApi};{product.ApiMetrics.GetLeftPart(UriPartial.Authority)}", more),
            folder?.CreateSubdirectory("api")));
        product.processes.Add(await ProductProcess.StartAsync("IdBellen.Demo", product.Pages, With(standIns, new(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = platform.Kubernetes.Kubeconfig,
            ["Demo:Namespace"] = platform.Namespace,
            ["Demo:PagesUrl"] = product.Pages.GetLeftPart(UriPartial.Authority),
            ["Demo:IrmaUrl"] = product.Irma.GetLeftPart(UriPartial.Authority),
        })));
        return product;
    }

    /// <summary>With some of <c>crds/examples</c>, once they are ready.</summary>
    public static async Task<RunningProduct> ReadyAsync(TestPlatform platform, params string[] examples)
    {
        var product = await StartAsync(platform);
        foreach (var example in examples) await product.ApplyExampleAsync(example);
        await platform.Kubernetes.KubectlAsync(["wait", "--for=condition=Ready", "--timeout=60s", "-n", platform.Namespace,
            .. examples.Select(example => $"municipality/{platform.Name(example)}")]);
        return product;
    }

    /// <summary>
    /// Applies one of <c>crds/examples</c> with kubectl, changed only in what a test has instead: its name, the IRMA server, the municipal
    /// pages, open at any hour, and signing in with a password alone.
    /// </summary>
    /// <param name="example">Which.</param>
    /// <param name="change">What this one has instead.</param>
    public async Task ApplyExampleAsync(string example, Func<MunicipalitySpec, MunicipalitySpec>? change = null)
    {
        var name = Platform.Name(example);
        using var http = new HttpClient();
        await Platform.ApplySecretAsync(example, "irma", new() { ["publicKey"] = await http.GetStringAsync(new Uri(Irma, "publickey")) });
        var municipality = KubernetesJson.Deserialize<Municipality>(await Platform.Kubernetes.KubectlAsync(
            "create", "--dry-run=client", "-o", "json", "-f", Repository.File("crds", "examples", $"{example}.yaml")));
        municipality.Metadata.Name = name;
        municipality.Metadata.NamespaceProperty = Platform.Namespace;
        municipality.Spec = municipality.Spec with
        {
            OpeningHours = null,
            Pilot = null,
            SecondFactor = "optional",
            Widget = new WidgetSpec { AllowedOrigins = [Pages.GetLeftPart(UriPartial.Authority)] },
            Irma = new IrmaSpec
            {
                ServerUrl = Irma.GetLeftPart(UriPartial.Authority),
                ResultPublicKeyRef = new SecretKeyRef { Name = $"{name}-irma", Key = "publicKey" },
            },
        };
        if (change is not null) municipality.Spec = change(municipality.Spec);
        await Platform.Kubernetes.KubectlAsync(["apply", "-f", "-"], KubernetesJson.Serialize(municipality));
    }

    /// <summary>Makes agents' logins the way the demo does. The password is the same for all of one municipality.</summary>
    public async Task<IReadOnlyList<Login>> CreateAgentsAsync(string example)
    {
        var links = await Platform.Kubernetes.KubectlAsync(
            "get", "secret", $"{Platform.Name(example)}-first-admins", "-n", Platform.Namespace, "-o",
            "go-template={{.data.links | base64decode}}");
        var printed = await Command.RunAsync("node", [Repository.File("dev", "agent-logins.js"), Platform.Origin(example)], input: links);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("agent", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => new Login(words[2], words[4]))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(processes)) await process.DisposeAsync();
    }

    private Dictionary<string, string?> Settings(bool asOperator, string urls,
        IReadOnlyDictionary<string, string?>? more) => With(more, new(Platform.Settings(asOperator), StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = urls,
            ["Metrics:Port"] = ApiMetrics.Port.ToString(CultureInfo.InvariantCulture),
            ["Pages:AgentUi"] = Repository.File("agent-ui", "dist"),
            ["Pages:Widget"] = Repository.File("widget", "dist"),
            ["Pages:StartPage"] = Repository.File("widget", "start-page", "dist"),
        });

    private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?>? more, Dictionary<string, string?> settings)
    {
        foreach (var (name, value) in more ?? new Dictionary<string, string?>(StringComparer.Ordinal)) settings[name] = value;
        return settings;
    }
}

/// <summary>What an agent types to sign in.</summary>
public sealed record Login(string Email, string Password);
