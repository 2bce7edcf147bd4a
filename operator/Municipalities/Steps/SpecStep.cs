using System.Globalization;
using IdBellen.Operator.Municipalities.Acceptance;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Operator.Platform;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IdBellen.Operator.Municipalities.Steps;

/// <summary>
/// Accepts the specification, or refuses it and leaves the last accepted one in force. It must be complete and consistent, claim no host or
/// number of another municipality, and have valid references. All other steps, the jobs and the api use the specification in force.
/// </summary>
internal sealed class SpecStep(
    AcceptedSpecs specs, ClusterDefinition definition, DuplicateRules duplicates, PlatformReadiness platform,
    IOptions<HostingOptions> hosting, TimeProvider time) : IStep
{
    // A restart of the operator must not change any status if the platform database is available soon.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    private static readonly StepOutcome NoPlatform =
        StepOutcome.Failed("PlatformDatabaseUnavailable", "The platform database is not ready; the operator retries automatically.");

    private static readonly HashSet<Claimed> Nothing = [];

    public string Condition => ConditionTypes.SpecValid;

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var municipality = context.Municipality;
        var spec = KubernetesJson.Serialize(municipality.Spec);
        var (accepted, obstacle) = await FindAsync(municipality.Uid, cancellationToken);
        if (accepted?.Spec is { } known) context.InForce = KubernetesJson.Deserialize<MunicipalitySpec>(known);
        var isNew = accepted?.Spec != spec || accepted.Generation != municipality.Metadata.Generation;
        if (await PrunedAsync(municipality, isNew, obstacle is null, cancellationToken) is { } older) return Refused(municipality, older);
        if (await ViolationsAsync(context, cancellationToken) is [var first, ..] violations)
            return Refused(municipality, StepOutcome.Failed(first.Reason, string.Join(' ', violations)));
        if (obstacle is not null) return Undecided(context, obstacle);
        if (Lost(municipality, spec, accepted) is { } lost) return Refused(municipality, lost);
        return await AcceptAsync(context, spec, accepted, cancellationToken);
    }

    private async Task<(AcceptedRecord? Accepted, StepOutcome? Obstacle)> FindAsync(string uid, CancellationToken cancellationToken)
    {
        if (!await platform.WaitAsync(StartLimit, cancellationToken))
            return (null, platform.Obstacle is { } obstacle ? StepOutcome.Failed("SessionsNotKept", obstacle) : NoPlatform);
        try
        {
            return (await specs.FindAsync(uid, cancellationToken), null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Faults.Describe(fault) is not null)
        {
            var (reason, message) = Faults.Describe(fault)!.Value;
            return (null, StepOutcome.Failed(reason, message));
        }
    }

    private async Task<StepOutcome?> PrunedAsync(Municipality municipality, bool isNew, bool canNote, CancellationToken cancellationToken)
    {
        if (await definition.MissingAsync(isFresh: isNew, cancellationToken) is not { Count: > 0 } missing) return null;
        if (canNote)
            await specs.PrunedAsync(municipality.Uid, municipality.Metadata.Name, municipality.Metadata.Generation ?? 0, time.GetUtcNow(),
                cancellationToken);
        return StepOutcome.Failed("DefinitionOlder",
            "The CustomResourceDefinition in the cluster is older than the operator and silently drops "
                + $"{ClusterDefinition.Names(missing)}. "
            + "Apply that of this release (helm show crds … | kubectl apply --validate=false -f -), then apply this resource again.");
    }

    private async Task<IReadOnlyList<RuleViolation>> ViolationsAsync(StepContext context, CancellationToken cancellationToken)
    {
        var municipality = context.Municipality;
        var found = new Dictionary<string, V1Secret?>(StringComparer.Ordinal);
        foreach (var name in ReferenceRules.Secrets(municipality.Spec))
            found[name] = await context.Secrets.ReadAsync(name, cancellationToken);
        return AcceptanceRules.Check(municipality, hosting.Value, name => found[name]);
    }

    private static StepOutcome? Lost(Municipality municipality, string spec, AcceptedRecord? accepted)
    {
        var generation = (municipality.Metadata.Generation ?? 0).ToString(CultureInfo.InvariantCulture);
        var isEdited = municipality.Metadata.Generation > (accepted?.Generation ?? 0);
        // Until the dropped fields are present again, an edit may be based on what the older definition left, and is not accepted.
        if (accepted is null || (isEdited && accepted.PrunedGeneration is null)) return null;
        if (municipality.GetAnnotation(WellKnown.FieldsRemovedAnnotation) == generation) return null;
        // Another version of the operator may have written the accepted text; ignore fields that this version does not have.
        List<string?> before =
        [
            accepted.Spec is { } text ? KubernetesJson.Serialize(KubernetesJson.Deserialize<MunicipalitySpec>(text)) : null,
            isEdited ? LastApplied.Spec(municipality) : null,
        ];
        List<string> lost = [.. before.OfType<string>().SelectMany(one => LostFields.Between(one, spec)).Distinct(StringComparer.Ordinal)];
        if (lost.Count == 0) return null;
        return StepOutcome.Failed("FieldsLost",
            $"An older CustomResourceDefinition has dropped {ClusterDefinition.Names(lost)} from this resource. "
            + "Apply the complete resource again. "
            + $"If it was removed on purpose, annotate the resource with {WellKnown.FieldsRemovedAnnotation}={generation}.");
    }

    private async Task<StepOutcome> AcceptAsync(
        StepContext context, string spec, AcceptedRecord? accepted, CancellationToken cancellationToken)
    {
        var municipality = context.Municipality;
        var own = accepted?.Claims ?? Nothing;
        var candidate = new AcceptedCandidate(
            municipality.Uid, municipality.Metadata.Name, municipality.Metadata.Generation ?? 0, spec,
            Claims.Of(hosting.Value, municipality));
        if (accepted?.Spec != spec || accepted.Generation != candidate.Generation || accepted.PrunedGeneration is not null
            || !own.SetEquals(candidate.Claims))
        {
            var violations = await duplicates.CheckAsync(municipality, candidate, own, cancellationToken);
            if (violations.Count == 0)
            {
                if (await specs.AcceptAsync(candidate, time.GetUtcNow(), cancellationToken) is not { } held)
                    return Refused(municipality, StepOutcome.BeingTornDown);
                violations = duplicates.Lost(municipality, held);
            }
            if (violations is [var first, ..]) return Refused(municipality, StepOutcome.Failed(first.Reason, string.Join(' ', violations)));
        }
        duplicates.Accepted(municipality, gaveUp: !own.IsSubsetOf(candidate.Claims));
        context.InForce = municipality.Spec;
        return StepOutcome.Done("SpecAccepted", "The specification is valid and all references exist.");
    }

    private StepOutcome Refused(Municipality municipality, StepOutcome outcome)
    {
        duplicates.Refused(municipality);
        return outcome;
    }

    private static StepOutcome Undecided(StepContext context, StepOutcome obstacle)
    {
        context.Obstacle = obstacle;
        return new StepOutcome(null, obstacle.Reason, "The specification is valid; whether it is accepted is not known. "
            + $"{obstacle.Message}", Blocks: false);
    }
}
