namespace IdBellen.Tenancy.Naming;

/// <summary>The names of one municipality's objects. PostgreSQL truncates identifiers at 63 bytes; the longest here has 47.</summary>
/// <param name="Tenant">The name of the resource; the Secrets in its namespace are named after it.</param>
/// <param name="Uid">
/// The UID of the resource, after which the database and its roles are named. Every login of a PostgreSQL server can list the databases and
/// roles of all of them, so their names must not reveal municipalities.
/// </param>
public sealed record TenantNames(TenantName Tenant, string Uid)
{
    /// <summary>The UID without its hyphens, behind a prefix.</summary>
    /// <exception cref="FormatException">The UID is not a UUID (RFC 9562), which an API server makes.</exception>
    public string Database => $"idbellen_{Guid.ParseExact(Uid, "D"):N}";

    /// <summary>The role that owns the database and everything in it; it cannot log in.</summary>
    public string OwnerRole => $"{Database}_owner";

    /// <summary>The group role with the api's privileges; the login roles are its members.</summary>
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
