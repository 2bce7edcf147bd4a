using System.Collections.Concurrent;
using IdBellen.Kubernetes.Clients;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Acceptance;

/// <summary>
/// Ensures that each host and telephone number belongs to one municipality. The current holder, according to the platform database, keeps
/// it, even if another resource is older. Of several resources that claim a free one, the oldest gets it.
/// </summary>
internal sealed class DuplicateRules(
    MunicipalityCache cache, AcceptedSpecs specs, ResourceClient<Municipality> resources, KeyedWorkQueue queue,
    IOptions<HostingOptions> hosting)
{
    private readonly ConcurrentDictionary<string, bool> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> refused = new(StringComparer.Ordinal);

    /// <summary>The conflicts of a candidate.</summary>
    /// <param name="own">What belongs to it already.</param>
    public async Task<IReadOnlyList<RuleViolation>> CheckAsync(
        Municipality municipality, AcceptedCandidate candidate, IReadOnlySet<Claimed> own, CancellationToken cancellationToken)
    {
        var held = await HeldByOthersAsync(candidate, cancellationToken);
        var free = candidate.Claims.Where(claim => !own.Contains(claim) && held.All(other => other.Claim != claim)).ToHashSet();
        List<RuleViolation> violations = [.. held.Select(other => other.Claim.BelongsTo(other.Name, municipality.Spec))];
        foreach (var older in free.Count == 0 ? [] : cache.All.Where(other => IsOlder(other, municipality) && MayBeAccepted(other)))
            violations.AddRange(Claims.Of(hosting.Value, older).Where(free.Contains)
                .Select(claim => claim.BelongsTo(older.Metadata.Name, municipality.Spec)));
        if (violations.Count > 0) waiting[municipality.Metadata.Name] = true;
        return violations;
    }

    /// <summary>Another municipality was faster.</summary>
    public IReadOnlyList<RuleViolation> Lost(Municipality municipality, IReadOnlyList<HeldClaim> held)
    {
        if (held.Count > 0) waiting[municipality.Metadata.Name] = true;
        return [.. held.Select(other => other.Claim.BelongsTo(other.Name, municipality.Spec))];
    }

    /// <summary>Call when a specification is in force. Requeues municipalities that wait for a claim that it released.</summary>
    public void Accepted(Municipality municipality, bool gaveUp)
    {
        waiting.TryRemove(municipality.Metadata.Name, out _);
        var wasRefused = refused.TryRemove(municipality.Metadata.Name, out _);
        if (gaveUp || wasRefused) RequeueWaiting();
    }

    /// <summary>
    /// Call when a specification was refused, so that it does not reserve free hosts or numbers against younger resources.
    /// </summary>
    public void Refused(Municipality municipality)
    {
        var generation = municipality.Metadata.Generation ?? 0;
        var isNews = !refused.TryGetValue(municipality.Metadata.Name, out var known) || known != generation;
        refused[municipality.Metadata.Name] = generation;
        if (isNews) RequeueWaiting(but: municipality.Metadata.Name);
    }

    /// <summary>The resource was deleted, and its claims were released.</summary>
    public void Gone(Municipality municipality)
    {
        waiting.TryRemove(municipality.Metadata.Name, out _);
        refused.TryRemove(municipality.Metadata.Name, out _);
        RequeueWaiting();
    }

    private void RequeueWaiting(string? but = null)
    {
        foreach (var name in waiting.Keys.Where(name => name != but)) queue.Enqueue(name);
    }

    // A resource that was deleted without a teardown, because its finalizer was removed, no longer holds its claims.
    private async Task<IReadOnlyList<HeldClaim>> HeldByOthersAsync(AcceptedCandidate candidate, CancellationToken cancellationToken)
    {
        var held = await specs.HeldAsync(candidate, cancellationToken);
        var gone = new List<string>();
        foreach (var (uid, name) in held.Select(other => (other.Uid, other.Name)).Distinct())
        {
            if ((await resources.ReadAsync(name, cancellationToken))?.Uid == uid) continue;
            await specs.ReleaseAsync(uid, cancellationToken);
            gone.Add(uid);
        }
        return [.. held.Where(other => !gone.Contains(other.Uid, StringComparer.Ordinal))];
    }

    private bool MayBeAccepted(Municipality other) =>
        !other.IsBeingDeleted
        && !(refused.TryGetValue(other.Metadata.Name, out var generation) && generation == (other.Metadata.Generation ?? 0))
        && SpecRules.Check(other).Count == 0;

    private static bool IsOlder(Municipality other, Municipality municipality) =>
        other.Uid != municipality.Uid && Age(other).CompareTo(Age(municipality)) < 0;

    // The API server's times have whole seconds; the UID decides between equals, always in the same way.
    private static (DateTime, string) Age(Municipality municipality) =>
        (municipality.Metadata.CreationTimestamp ?? DateTime.MaxValue, municipality.Uid);
}
