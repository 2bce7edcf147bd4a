namespace IdBellen.Tenancy.Resource;

/// <summary>Names that others rely on: once released they never change.</summary>
public static class WellKnown
{
    /// <summary>On every Secret that belongs to a municipality, with the resource's name as value.</summary>
    public const string MunicipalityLabel = "idbellen.nl/municipality";

    /// <summary>Keeps a deleted resource until its database, roles and Secrets are gone.</summary>
    public const string Finalizer = "idbellen.nl/teardown";

    /// <summary>The client id under which our own pages sign in at the built-in provider.</summary>
    public const string SignInClientId = "id-bellen";
}
