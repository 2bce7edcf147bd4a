namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// Disclosed attributes that are too large for the live lists, such as a portrait, in a separate table, so that the frequent reads of calls
/// do not load them. Deleted with their session.
/// </summary>
public sealed class LargeAttributes
{
    public required Guid SessionId { get; init; }

    /// <summary>Sealed like the session's other attributes, under the key of its slot.</summary>
    public required byte[] Sealed { get; init; }
}
