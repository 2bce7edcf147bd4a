using IdBellen.Kubernetes.Clients;
using IdBellen.Operator.Cluster;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tenancy.Resource;
using k8s;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Strays;

/// <summary>
/// Reports municipalities in namespaces that the operator does not watch, for which nothing is provisioned. A resource of another operator
/// soon has a status or a finalizer, and is ignored.
/// </summary>
internal sealed partial class Elsewhere(
    IKubernetes client, EventPublisher events, IOptions<KubernetesOptions> options, TimeProvider time, ILogger<Elsewhere> logger)
{
    private const string Reason = "OutsideNamespace";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Number of such municipalities.</summary>
    public int Count { get; private set; }

    /// <param name="all">The municipalities of all namespaces.</param>
    public async Task TellAsync(IReadOnlyList<Municipality> all, CancellationToken cancellationToken)
    {
        var strays = all.Where(IsStray).ToList();
        Count = strays.Count;
        foreach (var stray in strays)
        {
            var conditions = new ConditionList(stray, time);
            conditions.Set(ConditionTypes.Ready, false, Reason,
                $"The operator only watches namespace {options.Value.Namespace}, so nothing is provisioned for this resource. Apply it "
                    + "there, with its Secrets, and delete it here.");
            var resources = new ResourceClient<Municipality>(
                client, Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, stray.Metadata.NamespaceProperty);
            var status = new MunicipalityStatus { ObservedGeneration = stray.Metadata.Generation, Conditions = conditions.All };
            if (conditions.Transitions.Any())
                LogStray(logger, stray.Metadata.Name, stray.Metadata.NamespaceProperty, options.Value.Namespace);
            try
            {
                await resources.WriteStatusAsync(stray, stray.Status, status, cancellationToken);
            }
            catch (Exception conflict) when (Faults.IsConflict(conflict))
            {
                // The resource has changed; the next round retries.
                continue;
            }
            foreach (var transition in conditions.Transitions) await events.PublishAsync(stray, transition, cancellationToken);
        }
    }

    private bool IsStray(Municipality municipality) =>
        municipality.Metadata.NamespaceProperty != options.Value.Namespace
        && !municipality.IsBeingDeleted
        && municipality.Metadata.Finalizers is not { Count: > 0 }
        && (municipality.Status?.Conditions ?? []).All(condition => condition is { Type: ConditionTypes.Ready, Reason: Reason })
        && time.GetUtcNow().UtcDateTime - municipality.Metadata.CreationTimestamp > Patience;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality} was applied in namespace {Namespace}, which is not watched; "
        + "municipalities belong in {Own}")]
    private static partial void LogStray(ILogger logger, string municipality, string @namespace, string own);
}
