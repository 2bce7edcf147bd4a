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
    DeletionConfirmation confirmation,
    TeardownDisplay display,
    PostgresServer server,
    PlatformReadiness platform,
    ResourceClient<Municipality> resources,
    EventPublisher events,
    TimeProvider time,
    ILogger<TenantTeardown> logger)
{
    // A restart of the operator is no news in any status, as long as the platform database is soon there.
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
                return await BlockAsync(shown, order[0].Name, "The platform database is not ready; this is tried again by itself.", cancellationToken);
            await using var tenantLock = await TenantLock.TryTakeAsync(server, name.Value, cancellationToken);
            if (tenantLock is null) return ReconcileResult.Failed;
            await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
            var record = await TeardownRecord.LoadAsync(connection, municipality.Uid, cancellationToken);
            var context = new TeardownContext(municipality, new TenantNames(name.Value), connection, record);
            return await ConfirmAsync(context, shown, cancellationToken) ?? await WorkAsync(context, shown, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            return await BlockAsync(shown, order[0].Name, Faults.Describe(fault)!.Value.Message, cancellationToken);
        }
    }

    /// <summary>Null when the teardown may go on. One that has begun is not stopped halfway.</summary>
    private async Task<ReconcileResult?> ConfirmAsync(TeardownContext context, ShownTeardown shown, CancellationToken cancellationToken)
    {
        if (context.Record.BegunAt is not null) return null;
        var answer = await confirmation.AskAsync(context.Municipality, cancellationToken);
        if (answer.Obstacle is { } obstacle) return await BlockAsync(shown, TeardownDisplay.Confirming, obstacle, cancellationToken);
        if (answer.Request is { } request)
        {
            await display.ShowHeldAsync(shown, request, cancellationToken);
            return ReconcileResult.LookAgainAfter(ConfirmationPause);
        }
        await context.Record.BeginAsync(context.Municipality.Metadata.Name, time.GetUtcNow(), cancellationToken);
        return null;
    }

    private async Task<ReconcileResult> WorkAsync(TeardownContext context, ShownTeardown shown, CancellationToken cancellationToken)
    {
        var passed = order.ToList().FindIndex(stage => stage.Name == shown.Stage);
        foreach (var (index, stage) in order.Index())
        {
            // What was shown stays until it is passed, so that trying again, or going on after a restart, writes nothing.
            if (index > passed) await display.ShowStageAsync(shown, stage.Name, cancellationToken);
            await context.Record.EnterAsync(stage.Name, time.GetUtcNow(), cancellationToken);
            switch (await stage.RunAsync(context, cancellationToken))
            {
                case StageResult.Waits waits:
                    // Perhaps it was held up there before.
                    await display.ShowStageAsync(shown, index < passed ? shown.Stage! : stage.Name, cancellationToken);
                    return ReconcileResult.LookAgainAfter(waits.Pause);
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
            municipality, new ResourceEvent("Teardown", "TornDown", "Nothing of the municipality is left."), cancellationToken);
        return ReconcileResult.Gone;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: nothing is left")]
    private static partial void LogReleased(ILogger logger, string municipality);
}
