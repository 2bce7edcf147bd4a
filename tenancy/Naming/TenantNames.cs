namespace IdBellen.Tenancy.Naming;

/// <summary>What is called how for one municipality. PostgreSQL cuts identifiers at 63 bytes; the longest here has 55.</summary>
public sealed record TenantNames(TenantName Tenant)
{
    public string Database => $"idbellen_{Tenant}";

    /// <summary>Owns the database and everything in it; nobody logs in with it.</summary>
    public string OwnerRole => $"{Database}_owner";

    /// <summary>Holds the api's rights; the login roles are its members.</summary>
    public string AppRole => $"{Database}_app";

    /// <summary>The two login roles, used in turn when the password is rotated.</summary>
    public IReadOnlyList<string> LoginRoles => [$"{Database}_a", $"{Database}_b"];

    public IReadOnlyList<string> Roles => [OwnerRole, AppRole, .. LoginRoles];

    public string DatabaseSecret => $"{Tenant}-database";

    public string ExchangeSecret => $"{Tenant}-exchange";

    public string OidcSecret => $"{Tenant}-oidc";

    public string KeysSecret => $"{Tenant}-keys";

    public string FirstAdminsSecret => $"{Tenant}-first-admins";

    public IReadOnlyList<string> Secrets => [DatabaseSecret, ExchangeSecret, OidcSecret, KeysSecret, FirstAdminsSecret];
}
