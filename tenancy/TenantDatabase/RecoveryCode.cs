namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A code that replaces the second factor once. Deleted after use.</summary>
public sealed class RecoveryCode
{
    public Guid AccountId { get; init; }

    /// <summary>Keyed hash under the tenant's key.</summary>
    public required byte[] CodeHash { get; init; }
}
