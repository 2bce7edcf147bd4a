using k8s;
using k8s.Authentication;
using k8s.KubeConfigModels;
using k8s.Models;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// The ServiceAccounts of operator, api and, where a test wants it, worker with exactly the rights that the chart gives them, in a test's
/// own namespaces. So a right that is missing in the chart fails whatever test needs it.
/// </summary>
public sealed class ServiceAccounts : IAsyncDisposable
{
    private const string Release = "id-bellen";

    // Stand where a test's own namespaces come.
    private const string AnyNamespace = "any-municipalities";
    private const string AnySystemNamespace = "any-system";

    // Once for all tests: hundreds of them have namespaces of their own, and helm is a process.
    private static readonly Lazy<Task<string>> Rendered = new(() => HelmChart.RenderAsync(
        "--namespace", AnySystemNamespace, "--set", $"municipalities.namespace={AnyNamespace}",
        "-s", "templates/operator/rights.yaml", "-s", "templates/api/rights.yaml"));

    private static readonly Lazy<Task<string>> RenderedWorker = new(() => HelmChart.RenderAsync(
        [.. HelmChart.Telephone, "--namespace", AnySystemNamespace, "--set", $"municipalities.namespace={AnyNamespace}",
            "-s", "templates/telephony/worker/rights.yaml"]));

    private readonly KubernetesApi kubernetes;
    private readonly string ns;
    private readonly string systemNamespace;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("id-bellen-test-accounts-");

    private ServiceAccounts(KubernetesApi kubernetes, string ns, string systemNamespace)
    {
        this.kubernetes = kubernetes;
        this.ns = ns;
        this.systemNamespace = systemNamespace;
    }

    /// <summary>A kubeconfig with the operator's token.</summary>
    public string OperatorKubeconfig => Path.Combine(folder.FullName, "operator");

    /// <summary>A kubeconfig with the api's token.</summary>
    public string ApiKubeconfig => Path.Combine(folder.FullName, "api");

    /// <summary>With which the operator signs in.</summary>
    public string OperatorToken { get; private set; } = "";

    /// <summary>With which the api signs in.</summary>
    public string ApiToken { get; private set; } = "";

    public static async Task<ServiceAccounts> CreateAsync(KubernetesApi kubernetes, string ns, string systemNamespace)
    {
        var accounts = new ServiceAccounts(kubernetes, ns, systemNamespace);
        await Task.WhenAll((await RightsAsync(ns, systemNamespace)).Select(accounts.CreateAsync));
        await Task.WhenAll(
            accounts.SignInAsync(),
            accounts.TakeEffectAsync("operator", new() { NamespaceProperty = ns, Verb = "list", Resource = "secrets" }),
            accounts.TakeEffectAsync("operator",
                new() { NamespaceProperty = systemNamespace, Verb = "create", Resource = "configmaps" }),
            accounts.TakeEffectAsync("operator", new()
            {
                Verb = "get",
                Group = "apiextensions.k8s.io",
                Resource = "customresourcedefinitions",
                Name = "municipalities.idbellen.nl",
            }),
            accounts.TakeEffectAsync("api", new() { NamespaceProperty = ns, Verb = "list", Resource = "secrets" }));
        return accounts;
    }

    /// <summary>Makes the account of the workers too.</summary>
    /// <returns>The token with which a worker signs in.</returns>
    public async Task<string> AddWorkerAsync()
    {
        foreach (var rendered in await WorkerRightsAsync(ns, systemNamespace)) await CreateAsync(rendered);
        var token = await SignInAsync("worker", Path.Combine(folder.FullName, "worker"));
        await TakeEffectAsync("worker", new() { NamespaceProperty = ns, Verb = "list", Resource = "secrets" });
        await TakeEffectAsync("worker",
            new() { NamespaceProperty = systemNamespace, Verb = "create", Group = "coordination.k8s.io", Resource = "leases" });
        return token;
    }

    /// <summary>The ServiceAccounts, roles and bindings of the chart for operator and api.</summary>
    internal static async Task<IReadOnlyList<object>> RightsAsync(string ns, string systemNamespace) =>
        Read(await Rendered.Value, ns, systemNamespace);

    /// <summary>Those of the workers.</summary>
    internal static async Task<IReadOnlyList<object>> WorkerRightsAsync(string ns, string systemNamespace) =>
        Read(await RenderedWorker.Value, ns, systemNamespace);

    public async ValueTask DisposeAsync()
    {
        var name = $"{systemNamespace}-{Release}-operator";
        await Task.WhenAll(
            kubernetes.Client.RbacAuthorizationV1.DeleteClusterRoleBindingAsync(name),
            kubernetes.Client.RbacAuthorizationV1.DeleteClusterRoleAsync(name));
        folder.Delete(recursive: true);
    }

    private static List<object> Read(string rendered, string ns, string systemNamespace) => KubernetesYaml.LoadAllFromString(
        rendered.Replace(AnyNamespace, ns, StringComparison.Ordinal)
            .Replace(AnySystemNamespace, systemNamespace, StringComparison.Ordinal));

    private Task CreateAsync(object rendered) => rendered switch
    {
        V1ServiceAccount account =>
            kubernetes.Client.CoreV1.CreateNamespacedServiceAccountAsync(account, account.Metadata.NamespaceProperty),
        V1Role role => kubernetes.Client.RbacAuthorizationV1.CreateNamespacedRoleAsync(role, role.Metadata.NamespaceProperty),
        V1RoleBinding binding =>
            kubernetes.Client.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(binding, binding.Metadata.NamespaceProperty),
        V1ClusterRole role => kubernetes.Client.RbacAuthorizationV1.CreateClusterRoleAsync(role),
        V1ClusterRoleBinding binding => kubernetes.Client.RbacAuthorizationV1.CreateClusterRoleBindingAsync(binding),
        _ => throw new InvalidOperationException($"The chart's rights hold a {rendered.GetType().Name}."),
    };

    private async Task SignInAsync()
    {
        var tokens = await Task.WhenAll(SignInAsync("operator", OperatorKubeconfig), SignInAsync("api", ApiKubeconfig));
        (OperatorToken, ApiToken) = (tokens[0], tokens[1]);
    }

    private async Task<string> SignInAsync(string program, string file)
    {
        var token = await kubernetes.Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 7200 } },
            $"{Release}-{program}", systemNamespace);
        var config = await KubernetesClientConfiguration.LoadKubeConfigAsync(kubernetes.Kubeconfig);
        config.Users = [new User { Name = program, UserCredentials = new UserCredentials { Token = token.Status.Token } }];
        foreach (var context in config.Contexts) context.ContextDetails.User = program;
        await File.WriteAllTextAsync(file, KubernetesYaml.Serialize(config));
        return token.Status.Token;
    }

    // The API server reads new roles and bindings a moment after it has stored them.
    private Task TakeEffectAsync(string program, V1ResourceAttributes wanted) => Eventually.BeTrueAsync(
        async () => (await kubernetes.Client.AuthorizationV1.CreateSubjectAccessReviewAsync(new V1SubjectAccessReview
        {
            Spec = new V1SubjectAccessReviewSpec
            {
                User = $"system:serviceaccount:{systemNamespace}:{Release}-{program}",
                ResourceAttributes = wanted
            },
        })).Status.Allowed,
        what: $"the {program} may {wanted.Verb} {wanted.Resource}");
}
