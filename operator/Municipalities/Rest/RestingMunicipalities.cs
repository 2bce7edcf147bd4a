using System.Collections.Concurrent;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Rest;

/// <summary>
/// The municipalities that were found to be as they should be, and where nothing has been written since. Their databases are not opened,
/// and nobody outside is probed for them, until something changes or <see cref="Longest"/> has passed.
/// </summary>
internal sealed class RestingMunicipalities(ServerChanges changes, ClusterDefinition definition, TimeProvider time)
{
    /// <summary>
    /// The time after which everything is looked at anyway: what no change announces, such as pg_hba.conf or an IRMA server that is away.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Rest> resting = new(StringComparer.Ordinal);

    /// <summary>Remember it before a reconciliation, so that whatever is written during one counts as a change after it.</summary>
    /// <returns>Null when it cannot be known; then it does not rest.</returns>
    public Task<string?> StandingAsync(TenantNames names, CancellationToken cancellationToken) =>
        changes.OfAsync(names.Database, names.Uid, cancellationToken);

    /// <summary>Whether a reconciliation would find nothing to do.</summary>
    /// <param name="municipality">As the watch saw it last.</param>
    public async Task<bool> HoldsAsync(Municipality municipality, CancellationToken cancellationToken) =>
        // Under an older definition each resource must be refused (ADR 0117).
        definition.LastMissing is { Count: 0 }
            && resting.TryGetValue(municipality.Uid, out var rest) && rest.Version == municipality.Metadata.ResourceVersion
            && time.GetUtcNow() is var now && now >= rest.Since && now < rest.Until
            && await StandingAsync(rest.Names, cancellationToken) == rest.Standing;

    /// <summary>Records a reconciliation that found nothing to do; call <see cref="Forget"/> before each.</summary>
    /// <param name="municipality">As it was written.</param>
    /// <param name="names">Its names.</param>
    /// <param name="standing">From before the reconciliation.</param>
    /// <param name="conditions">All conditions.</param>
    public void Reconciled(
        Municipality municipality, TenantNames names, string? standing, IReadOnlyList<MunicipalityCondition> conditions)
    {
        if (standing is null || !conditions.All(IsUsual)) return;
        var now = time.GetUtcNow();
        // Spread, by what differs among UIDs, so that those that were found at one moment are not all looked at again at one moment.
        var longest = Longest * (0.5 + (Guid.Parse(municipality.Uid).ToByteArray()[^1] / 512.0));
        resting[municipality.Uid] = new Rest(municipality.Metadata.ResourceVersion, names, standing, now, now + longest);
    }

    public void Forget(string uid) => resting.TryRemove(uid, out _);

    private static bool IsUsual(MunicipalityCondition condition) =>
        condition.Status == (ConditionTypes.Extraordinary.Contains(condition.Type) ? "False" : "True");

    private sealed record Rest(string Version, TenantNames Names, string Standing, DateTimeOffset Since, DateTimeOffset Until);
}
