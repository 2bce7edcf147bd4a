using IdBellen.Operator.Municipalities.Steps;
using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Runtime;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities;

/// <summary>One look at one municipality: deletion first, then all that it needs, then its status.</summary>
public sealed partial class MunicipalityReconciler(
    ResourceClient<Municipality> resources,
    Provisioning provisioning,
    TenantTeardown teardown,
    MunicipalityCache cache,
    EventPublisher events,
    IOptions<HostingOptions> hosting,
    TimeProvider time,
    ILogger<MunicipalityReconciler> logger) : IReconciler
{
    /// <summary>Drift raises no event, so every municipality is looked at this often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(50);

    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await resources.ReadAsync(key, cancellationToken) is not { } municipality) return ReconcileResult.Gone;
            if (municipality.IsBeingDeleted) return await teardown.RunAsync(municipality, cancellationToken);
            return municipality.IsPaused ? await ShowPausedAsync(municipality, cancellationToken) : await ProvisionAsync(municipality, cancellationToken);
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

    private async Task<ReconcileResult> ProvisionAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        // Before anything is made. A name that is not valid never gets anything.
        if (TenantName.TryParse(municipality.Metadata.Name, out _))
        {
            municipality = await resources.AddFinalizerAsync(municipality, WellKnown.Finalizer, cancellationToken);
            cache.Wrote(municipality);
        }
        var context = new StepContext(municipality);
        var conditions = await provisioning.RunAsync(context, cancellationToken);
        var isReady = conditions.All[^1].Status == "True";
        var status = new MunicipalityStatus
        {
            ObservedGeneration = municipality.Metadata.Generation,
            Conditions = conditions.All,
            Urls = isReady ? Urls(municipality) : municipality.Status?.Urls,
            SchemaVersion = context.SchemaVersion ?? municipality.Status?.SchemaVersion,
        };
        cache.Wrote(await resources.WriteStatusAsync(municipality, municipality.Status, status, cancellationToken));
        foreach (var occurrence in context.Events.Concat(conditions.Transitions))
        {
            LogOccurrence(logger, municipality.Metadata.Name, occurrence.Reason, occurrence.Note);
            await events.PublishAsync(municipality, occurrence, cancellationToken);
        }
        return isReady ? ReconcileResult.LookAgainAfter(context.LookAgainAfter ?? Interval) : ReconcileResult.Failed;
    }

    // All other conditions stay as they were when it was paused, the generation that they saw included.
    private async Task<ReconcileResult> ShowPausedAsync(Municipality municipality, CancellationToken cancellationToken)
    {
        var conditions = new ConditionList(municipality, time);
        conditions.Set(ConditionTypes.Paused, true, "PausedByAnnotation",
            $"The operator leaves this municipality as it is, its deletion excepted, until the annotation {WellKnown.PausedAnnotation} is removed.");
        var status = municipality.Status ?? new MunicipalityStatus();
        var others = status.Conditions.Where(condition => condition.Type != ConditionTypes.Paused);
        cache.Wrote(await resources.WriteStatusAsync(
            municipality, municipality.Status, status with { Conditions = [.. others, .. conditions.All] }, cancellationToken));
        foreach (var occurrence in conditions.Transitions) await events.PublishAsync(municipality, occurrence, cancellationToken);
        return ReconcileResult.LookAgainAfter(Interval);
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
