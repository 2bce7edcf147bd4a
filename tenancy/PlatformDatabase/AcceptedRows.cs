namespace IdBellen.Tenancy.PlatformDatabase;

/// <summary>
/// The specification in force of a municipality: the last one that the operator accepted. The api uses this one, never the resource itself;
/// only the operator writes it. It references Secrets but contains none.
/// </summary>
public sealed class AcceptedSpec
{
    /// <summary>The UID of the resource.</summary>
    public required string Uid { get; init; }

    public required string Name { get; init; }

    /// <summary>The <c>metadata.generation</c> that was accepted; null while none was.</summary>
    public long? Generation { get; set; }

    /// <summary>The specification as JSON; null while none was accepted.</summary>
    public string? Spec { get; set; }

    /// <summary>Another one with each change, so that readers fetch only what they do not have.</summary>
    public Guid Revision { get; set; }

    /// <summary>When it was accepted, or refused for the first time.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>
    /// The newest generation that was seen while the definition in the cluster was too old to hold all of it; null: never.
    /// </summary>
    public long? PrunedGeneration { get; set; }
}

/// <summary>
/// A host or telephone number claimed by a municipality's accepted specification, until it is released or the municipality is deleted.
/// </summary>
public sealed class Claim
{
    /// <summary><c>host</c> or <c>phone</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The canonical form, see <see cref="Rules.Claims"/>.</summary>
    public required string Value { get; init; }

    public required string TenantUid { get; init; }
}
