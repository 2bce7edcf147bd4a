using IdBellen.Tenancy.Postgres;

namespace IdBellen.Api.Platform.Connections;

/// <summary>The content of the <c>&lt;name&gt;-database</c> Secret.</summary>
/// <param name="Pool">Our pool to the municipality's database.</param>
/// <param name="SecretVersion">The resource version of the Secret.</param>
internal sealed record DatabaseCredentials(PoolSettings Pool, string SecretVersion)
{
    /// <summary>Omits the password.</summary>
    public override string ToString() => SecretVersion;
}
