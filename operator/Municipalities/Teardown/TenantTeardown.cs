using IdBellen.Kubernetes.Clients;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Tears down everything that was provisioned for a resource that is being deleted, stage by stage, then removes its finalizer. Never
/// creates anything, needs no Secret, drops only objects marked with the resource's UID, and waits for servers that do not respond.
/// </summary>
internal sealed partial class TenantTeardown(
    IEnumerable<ITeardownStage> stages,
    DeletionConfirmation confirmation,
    TeardownDisplay display,
    PostgresServer server,
    SecretStore secrets,
    PlatformReadiness platform,
    ResourceClient<Municipality> resources,
    EventPublisher events,
    TimeProvider time,
    ILogger<TenantTeardown> logger)
{
    // A restart of the operator must not change any status if the platform database is available soon.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ConfirmationPause = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<ITeardownStage> order = [.. stages.Where(stage => stage.IsWanted)];

    public async Task<ReconcileResult> RunAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        if (municipality.Metadata.Finalizers?.Contains(WellKnown.Finalizer) != true) return ReconcileResult.Gone;
        // A name that is not valid never got anything.
        if (!TenantName.TryParse(municipality.Metadata.Name, out var name)) return await ReleaseAsync(municipality, cancellationToken);
        var shown = new ShownTeardown(municipality);
        try
        {
            if (!await platform.WaitAsync(StartLimit, cancellationToken))
                return await BlockAsync(shown, order[0].Name, platform.Obstacle ?? "The platform database is not ready; the operator "
                    + "retries automatically.", cancellationToken);
            await using var tenantLock = await TenantLock.TryTakeAsync(server, name.Value, cancellationToken);
            if (tenantLock is null) return ReconcileResult.Failed;
            var connection = tenantLock.Connection;
            var record = await TeardownRecord.LoadAsync(connection, municipality.Uid, cancellationToken);
            var context = new TeardownContext(municipality, new TenantNames(name.Value, municipality.Uid), connection, record);
            return await ConfirmAsync(context, shown, cancellationToken) ?? await WorkAsync(context, shown, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            return await BlockAsync(shown, order[0].Name, Faults.Describe(fault)!.Value.Message, cancellationToken);
        }
    }

    /// <summary>Null if the teardown may proceed. A teardown that has started is never stopped.</summary>
    private async Task<ReconcileResult?> ConfirmAsync(TeardownContext context, ShownTeardown shown, CancellationToken cancellationToken)
    {
        if (context.Record.BegunAt is not null) return null;
        var answer = await confirmation.AskAsync(context.Municipality, cancellationToken);
        if (answer.Obstacle is { } obstacle) return await BlockAsync(shown, TeardownDisplay.Confirming, obstacle, cancellationToken);
        if (answer.Request is { } request)
        {
            await display.ShowHeldAsync(shown, request, cancellationToken);
            return ReconcileResult.RequeueAfter(ConfirmationPause);
        }
        await context.Record.BeginAsync(context.Municipality.Metadata.Name, time.GetUtcNow(), cancellationToken);
        // Kubernetes deletes them before us when a deletion is asked for in the foreground; the receipt names them all the same.
        await (await GeneratedSecrets.FindAsync(secrets, context, cancellationToken)).NoteAsync(context, cancellationToken);
        return null;
    }

    private async Task<ReconcileResult> WorkAsync(TeardownContext context, ShownTeardown shown, CancellationToken cancellationToken)
    {
        var passed = order.ToList().FindIndex(stage => stage.Name == shown.Stage);
        foreach (var (index, stage) in order.Index())
        {
            // The status keeps the last stage until the teardown is past it, so that a retry or a restart does not write anything.
            if (index > passed) await display.ShowStageAsync(shown, stage.Name, cancellationToken);
            await context.Record.EnterAsync(stage.Name, time.GetUtcNow(), cancellationToken);
            switch (await stage.RunAsync(context, cancellationToken))
            {
                case StageResult.Waits waits:
                    // Perhaps it was held up there before.
                    await display.ShowStageAsync(shown, index < passed ? shown.Stage! : stage.Name, cancellationToken);
                    return ReconcileResult.RequeueAfter(waits.Pause);
                case StageResult.Stopped stopped:
                    return await BlockAsync(shown, stage.Name, stopped.Obstacle, cancellationToken);
            }
        }
        return await ReleaseAsync(shown.Municipality, cancellationToken);
    }

    private async Task<ReconcileResult> BlockAsync(ShownTeardown shown, string stage, string obstacle, CancellationToken cancellationToken)
    {
        await display.ShowBlockedAsync(shown, stage, obstacle, cancellationToken);
        return ReconcileResult.Failed;
    }

    private async Task<ReconcileResult> ReleaseAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        await resources.RemoveFinalizerAsync(municipality, WellKnown.Finalizer, cancellationToken);
        LogReleased(logger, municipality.Metadata.Name);
        await events.PublishAsync(
            municipality, new ResourceEvent("Teardown", "TornDown", "Everything that belonged to the municipality has been "
                + "deleted."), cancellationToken);
        return ReconcileResult.Gone;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: teardown completed")]
    private static partial void LogReleased(ILogger logger, string municipality);
}
