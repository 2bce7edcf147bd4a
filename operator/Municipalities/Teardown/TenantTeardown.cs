using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Operator.Runtime;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Takes down all that was made for a resource that is being deleted, stage by stage, then lets the resource go. Never makes anything,
/// needs no Secret, drops only what carries the resource's UID, and waits for what does not answer.
/// </summary>
public sealed partial class TenantTeardown(
    IEnumerable<ITeardownStage> stages,
    PostgresServer server,
    ResourceClient<Municipality> resources,
    MunicipalityCache cache,
    EventPublisher events,
    TimeProvider time,
    ILogger<TenantTeardown> logger)
{
    private const string Blocked = "TeardownBlocked";

    public async Task<ReconcileResult> RunAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        if (municipality.Metadata.Finalizers?.Contains(WellKnown.Finalizer) != true) return ReconcileResult.Gone;
        var wasBlocked = municipality.Status?.Condition(ConditionTypes.Ready)?.Reason == Blocked;
        var order = stages.ToList();
        var shown = wasBlocked ? order.FindIndex(stage => stage.Name == municipality.Status?.Teardown?.Stage) : -1;
        var current = municipality;
        string? blocked = null;
        try
        {
            if (TenantName.TryParse(municipality.Metadata.Name, out var name))
            {
                await using var tenantLock = await TenantLock.TryTakeAsync(server, name.Value, cancellationToken);
                if (tenantLock is null) return ReconcileResult.Failed;
                await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
                var context = new TeardownContext(municipality, new TenantNames(name.Value), connection);
                // What was blocked stays shown as such until it is passed, so that trying again writes nothing.
                foreach (var (stage, isNews) in order.Select((stage, index) => (stage, index > shown)))
                {
                    if (isNews) current = await ShowAsync(current, stage.Name, "Deleting", "The municipality is being taken down.", cancellationToken);
                    blocked = await stage.RunAsync(context, cancellationToken);
                    if (blocked is not null) break;
                }
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            blocked = Faults.Describe(fault)!.Value.Message;
        }
        return blocked is null ? await ReleaseAsync(current, cancellationToken) : await ReportAsync(current, blocked, isNews: !wasBlocked, cancellationToken);
    }

    private async Task<ReconcileResult> ReleaseAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        await resources.RemoveFinalizerAsync(municipality, WellKnown.Finalizer, cancellationToken);
        LogReleased(logger, municipality.Metadata.Name);
        await events.PublishAsync(
            municipality, new ResourceEvent("Teardown", "TornDown", "Nothing of the municipality is left."), cancellationToken);
        return ReconcileResult.Gone;
    }

    private async Task<ReconcileResult> ReportAsync(Municipality municipality, string obstacle, bool isNews, CancellationToken cancellationToken)
    {
        var stage = municipality.Status?.Teardown?.Stage ?? stages.First().Name;
        var shown = await ShowAsync(municipality, stage, Blocked, obstacle, cancellationToken);
        if (isNews)
        {
            LogBlocked(logger, municipality.Metadata.Name, stage, obstacle);
            await events.PublishAsync(shown, new ResourceEvent("Teardown", Blocked, obstacle, IsWarning: true), cancellationToken);
        }
        return ReconcileResult.Failed;
    }

    private async Task<Municipality> ShowAsync(Municipality municipality, string stage, string reason, string message, CancellationToken cancellationToken)
    {
        var conditions = new ConditionList(municipality, time);
        conditions.Set(ConditionTypes.Ready, false, reason, message);
        var others = (municipality.Status?.Conditions ?? []).Where(condition => condition.Type != ConditionTypes.Ready);
        var status = (municipality.Status ?? new MunicipalityStatus()) with
        {
            ObservedGeneration = municipality.Metadata.Generation,
            Conditions = [.. others, .. conditions.All],
            Teardown = new TeardownStatus { Stage = stage },
        };
        var written = await resources.WriteStatusAsync(municipality, municipality.Status, status, cancellationToken);
        cache.Wrote(written);
        return written;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: nothing is left")]
    private static partial void LogReleased(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: teardown waits at {Stage}: {Obstacle}")]
    private static partial void LogBlocked(ILogger logger, string municipality, string stage, string obstacle);
}
