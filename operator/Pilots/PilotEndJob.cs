using IdBellen.Kubernetes.Clients;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Pilots;

/// <summary>
/// Deletes the resource of a municipality whose pilot and grace period are over, which starts a regular teardown. Candidates come from the
/// platform database; the resource itself decides, so moving or removing the end in time cancels the deletion. Paused municipalities are
/// skipped.
/// </summary>
internal sealed partial class PilotEndJob(
    TenantRows register, ResourceClient<Municipality> resources, EventPublisher events, TimeProvider time, ILogger<PilotEndJob> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in await register.ListAsync(cancellationToken))
        {
            if (tenant.DeleteAt > time.GetUtcNow() || tenant.DeleteAt is null) continue;
            try
            {
                await DeleteAsync(tenant, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, tenant.Name, new SafeFault(fault));
            }
        }
    }

    private async Task DeleteAsync(TenantRow tenant, CancellationToken cancellationToken)
    {
        if (await resources.ReadAsync(tenant.Name, cancellationToken) is not { IsBeingDeleted: false } municipality
            || municipality.Uid != tenant.Uid)
            return;
        if (municipality.Spec.Pilot?.DeleteAt() is not { } due || due > time.GetUtcNow()) return;
        if (municipality.IsPaused) return;
        await events.PublishAsync(
            municipality, new ResourceEvent("EndPilot", "PilotOver",
                "The pilot and its grace period are over; the municipality is deleted.", IsWarning: true),
            cancellationToken);
        await resources.DeleteAsync(municipality, cancellationToken);
        LogDeleted(logger, tenant.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: deleted, because its pilot and the grace period are over")]
    private static partial void LogDeleted(ILogger logger, string municipality);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: could not be deleted after its pilot: {Fault}; retrying within a "
        + "minute")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault);
}
