using IdBellen.Tests.Support.Environment;
using k8s.Models;

namespace IdBellen.Tests.Integration.Chart;

/// <summary>One thing that one program may do, as its roles say.</summary>
/// <param name="Program"><c>operator</c>, <c>api</c> or <c>worker</c>.</param>
/// <param name="Namespace">Null: in all, or outside of namespaces.</param>
/// <param name="Resource">With the subresource, such as <c>municipalities/status</c>.</param>
/// <param name="Name">Null: any.</param>
internal sealed record GrantedRight(string Program, string? Namespace, string Verb, string Group, string Resource, string? Name)
{
    /// <summary>Those of operator and api.</summary>
    public static async Task<IReadOnlyList<GrantedRight>> AllAsync(TestPlatform platform) =>
        Of(await ServiceAccounts.RightsAsync(platform.Namespace, platform.SystemNamespace));

    public static async Task<IReadOnlyList<GrantedRight>> OfWorkerAsync(TestPlatform platform) =>
        Of(await ServiceAccounts.WorkerRightsAsync(platform.Namespace, platform.SystemNamespace));

    public bool IsUsedBy(UsedRight used) =>
        (Program, Verb, Group, Resource) == (used.Program, used.Verb, used.Group, used.Resource)
        && (Namespace is null || Namespace == used.Namespace) && (Name is null || Name == used.Name);

    private static IReadOnlyList<GrantedRight> Of(IReadOnlyList<object> rendered) =>
    [
        .. rendered.OfType<V1Role>().SelectMany(role => Of(role.Metadata, role.Rules)),
        .. rendered.OfType<V1ClusterRole>().SelectMany(role => Of(role.Metadata, role.Rules)),
    ];

    private static IEnumerable<GrantedRight> Of(V1ObjectMeta role, IList<V1PolicyRule> rules) =>
        from rule in rules
        from verb in rule.Verbs
        from resource in rule.Resources
        from name in rule.ResourceNames is { Count: > 0 } names ? (IEnumerable<string?>)names : [null]
        select new GrantedRight(
            role.Labels["app.kubernetes.io/component"], role.NamespaceProperty, verb, rule.ApiGroups.Single(), resource, name);
}
