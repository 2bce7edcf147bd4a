namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A code that stands in for the second factor once. Deleted when it is used.</summary>
public sealed class RecoveryCode
{
    public Guid AccountId { get; init; }

    /// <summary>Keyed hash under the tenant's key.</summary>
    public required byte[] CodeHash { get; init; }
}
