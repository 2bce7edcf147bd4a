namespace IdBellen.Tenancy.Postgres;

/// <summary>
/// The part of a connection that a municipality's Secret determines: database, user and password. The rest comes from the platform's
/// connection string.
/// </summary>
/// <param name="Username">A login role.</param>
/// <param name="Password">The password in plain text.</param>
public sealed record DatabaseLogin(string Database, string Username, string Password)
{
    /// <summary>Omits the password.</summary>
    public override string ToString() => $"{Username} at {Database}";
}
