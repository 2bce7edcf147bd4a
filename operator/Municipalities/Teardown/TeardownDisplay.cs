using IdBellen.Kubernetes.Clients;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Reports the progress of a teardown: stage and condition in the status, and an event when it becomes blocked.</summary>
internal sealed partial class TeardownDisplay(
    ResourceClient<Municipality> resources, MunicipalityCache cache, EventPublisher events, TimeProvider time,
    ILogger<TeardownDisplay> logger)
{
    /// <summary>The stage before all others, shown only when it is held there.</summary>
    public const string Confirming = "AwaitingConfirmation";

    private const string Blocked = "TeardownBlocked";

    public Task ShowStageAsync(ShownTeardown shown, string stage, CancellationToken cancellationToken) =>
        WriteAsync(shown, stage, "Deleting", "The municipality is being deleted.", cancellationToken);

    public Task ShowHeldAsync(ShownTeardown shown, string request, CancellationToken cancellationToken) =>
        WarnAsync(shown, Confirming, Confirming, request, cancellationToken);

    /// <param name="shown">The stage in the status. It never moves back, although every run starts with the first stage.</param>
    /// <param name="stage">The stage that is blocked.</param>
    public Task ShowBlockedAsync(ShownTeardown shown, string stage, string obstacle, CancellationToken cancellationToken) =>
        WarnAsync(shown, shown.Stage ?? stage, Blocked, obstacle, cancellationToken);

    private async Task WarnAsync(ShownTeardown shown, string stage, string reason, string message, CancellationToken cancellationToken)
    {
        var isNews = shown.Before != reason;
        await WriteAsync(shown, stage, reason, message, cancellationToken);
        if (!isNews) return;
        LogHeld(logger, shown.Municipality.Metadata.Name, stage, message);
        await events.PublishAsync(shown.Municipality, new ResourceEvent("Teardown", reason, message, IsWarning: true), cancellationToken);
    }

    private async Task WriteAsync(ShownTeardown shown, string stage, string reason, string message, CancellationToken cancellationToken)
    {
        var municipality = shown.Municipality;
        var conditions = new ConditionList(municipality, time);
        conditions.Set(ConditionTypes.Ready, false, reason, message);
        var others = (municipality.Status?.Conditions ?? []).Where(condition => condition.Type != ConditionTypes.Ready);
        var status = (municipality.Status ?? new MunicipalityStatus()) with
        {
            ObservedGeneration = municipality.Metadata.Generation,
            Conditions = [.. others, .. conditions.All],
            Teardown = new TeardownStatus { Stage = stage },
        };
        shown.Municipality = await resources.WriteStatusAsync(municipality, municipality.Status, status, cancellationToken);
        cache.Wrote(shown.Municipality);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: teardown waits at {Stage}: {Message}")]
    private static partial void LogHeld(ILogger logger, string municipality, string stage, string message);
}

/// <summary>The resource as last written or read in this reconciliation.</summary>
internal sealed class ShownTeardown(Municipality municipality)
{
    public Municipality Municipality { get; set; } = municipality;

    /// <summary>The reason of Ready at the start of this reconciliation.</summary>
    public string? Before { get; } = municipality.Status?.Condition(ConditionTypes.Ready)?.Reason;

    public string? Stage => Municipality.Status?.Teardown?.Stage;
}
