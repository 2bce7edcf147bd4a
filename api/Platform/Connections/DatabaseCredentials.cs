namespace IdBellen.Api.Tenants;

/// <summary>What the <c>&lt;name&gt;-database</c> Secret says.</summary>
/// <param name="ConnectionString">With the size and time-outs of our pools. Holds the password.</param>
/// <param name="SecretVersion">The resource version of the Secret.</param>
public sealed record DatabaseCredentials(string ConnectionString, string SecretVersion)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => SecretVersion;
}
