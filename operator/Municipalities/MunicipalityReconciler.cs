using IdBellen.Kubernetes.Clients;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Municipalities.Rest;
using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities;

/// <summary>Reconciles one municipality: deletion first, then provisioning, then its status.</summary>
internal sealed partial class MunicipalityReconciler(
    ResourceClient<Municipality> resources,
    Provisioning provisioning,
    TenantTeardown teardown,
    MunicipalityCache cache,
    RestingMunicipalities resting,
    KeyedWorkQueue queue,
    TenantRows register,
    UnfinishedRemains unfinished,
    PlatformReadiness platform,
    SecretStore secrets,
    EventPublisher events,
    IOptions<HostingOptions> hosting,
    TimeProvider time,
    ILogger<MunicipalityReconciler> logger) : IReconciler
{
    /// <summary>
    /// The interval at which every municipality is looked at, because drift raises no event. One that rests is only compared with the
    /// server's counts.
    /// </summary>
    public static readonly TimeSpan Interval = StepContext.Interval;

    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await RestsAsync(key, cancellationToken)) return ReconcileResult.RequeueAfter(Interval);
            if (await resources.ReadAsync(key, cancellationToken) is not { } municipality) return await GoneAsync(key, cancellationToken);
            if (municipality.IsBeingDeleted) return await teardown.RunAsync(municipality, cancellationToken);
            return municipality.IsPaused
                ? await ShowPausedAsync(municipality, cancellationToken) : await ProvisionAsync(municipality, cancellationToken);
        }
        catch (Exception conflict) when (Faults.IsConflict(conflict))
        {
            return ReconcileResult.Failed;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            LogFault(logger, key, Faults.Describe(fault)!.Value.Message);
            return ReconcileResult.Failed;
        }
    }

    private async Task<bool> RestsAsync(string key, CancellationToken cancellationToken)
    {
        var isChanged = queue.TakeChange(key);
        if (cache.Find(key) is not { } known) return false;
        if (!isChanged && known is { IsBeingDeleted: false, IsPaused: false } && await resting.HoldsAsync(known, cancellationToken))
            return true;
        // Should this look fail, the next one must not take it for one that found nothing.
        resting.Forget(known.Uid);
        return false;
    }

    private async Task<ReconcileResult> GoneAsync(string key, CancellationToken cancellationToken) =>
        !platform.IsPrepared || !TenantName.TryParse(key, out var name) || await unfinished.RemoveAsync(name.Value, cancellationToken)
            ? ReconcileResult.Gone : ReconcileResult.Failed;

    private async Task<ReconcileResult> ProvisionAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        // Before anything is made. A name that is not valid never gets anything.
        if (TenantName.TryParse(municipality.Metadata.Name, out _))
        {
            municipality = await resources.AddFinalizerAsync(municipality, WellKnown.Finalizer, cancellationToken);
            cache.Wrote(municipality);
        }
        var context = new StepContext(municipality, new ReconciledSecrets(secrets, municipality));
        var standing = await StandingAsync(context, cancellationToken);
        var conditions = await provisioning.RunAsync(context, cancellationToken);
        var isReady = conditions.All[^1].Status == "True";
        var status = new MunicipalityStatus
        {
            ObservedGeneration = municipality.Metadata.Generation,
            Conditions = conditions.All,
            Urls = isReady ? Urls(municipality) : municipality.Status?.Urls,
            SchemaVersion = context.SchemaVersion ?? municipality.Status?.SchemaVersion,
        };
        var written = await resources.WriteStatusAsync(municipality, municipality.Status, status, cancellationToken);
        cache.Wrote(written);
        List<ResourceEvent> occurrences = [.. context.Events.Concat(conditions.Transitions)];
        if (isReady && occurrences.Count == 0 && context.RequeueAfter is null)
            resting.Reconciled(written, context.Names, standing, conditions.All);
        foreach (var occurrence in occurrences)
        {
            LogOccurrence(logger, municipality.Metadata.Name, occurrence.Reason, occurrence.Note);
            await events.PublishAsync(municipality, occurrence, cancellationToken);
        }
        return isReady ? ReconcileResult.RequeueAfter(context.RequeueAfter ?? Interval) : ReconcileResult.Failed;
    }

    private async Task<string?> StandingAsync(StepContext context, CancellationToken cancellationToken) =>
        platform.IsPrepared && TenantName.TryParse(context.Municipality.Metadata.Name, out _)
            ? await resting.StandingAsync(context.Names, cancellationToken) : null;

    // All other conditions keep their values from before the pause, including their observed generation.
    private async Task<ReconcileResult> ShowPausedAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        // A replace may have dropped the finalizer, and a deletion without it would leave everything behind. Not needed without any data.
        if (municipality.Metadata.Finalizers?.Contains(WellKnown.Finalizer) != true
            && await register.HoldsAsync(municipality.Uid, cancellationToken))
            municipality = await resources.AddFinalizerAsync(municipality, WellKnown.Finalizer, cancellationToken);
        var conditions = new ConditionList(municipality, time);
        conditions.Set(ConditionTypes.Paused, true, "PausedByAnnotation",
            $"Reconciliation is paused, except for deletion, until the annotation {WellKnown.PausedAnnotation} is removed.");
        var status = municipality.Status ?? new MunicipalityStatus();
        var others = status.Conditions.Where(condition => condition.Type != ConditionTypes.Paused);
        cache.Wrote(await resources.WriteStatusAsync(
            municipality, municipality.Status, status with { Conditions = [.. others, .. conditions.All] }, cancellationToken));
        foreach (var occurrence in conditions.Transitions) await events.PublishAsync(municipality, occurrence, cancellationToken);
        return ReconcileResult.RequeueAfter(Interval);
    }

    private StatusUrls Urls(Municipality municipality)
    {
        var origin = hosting.Value.OriginOf(municipality);
        return new StatusUrls
        {
            Agents = $"{origin}/",
            WidgetSnippet = $"<script src=\"{origin}/widget.js\" async></script>\n<id-bellen-button purpose=\"…\"></id-bellen-button>",
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: {Fault}")]
    private static partial void LogFault(ILogger logger, string municipality, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: {Reason}: {Note}")]
    private static partial void LogOccurrence(ILogger logger, string municipality, string reason, string note);
}
