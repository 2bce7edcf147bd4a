namespace IdBellen.Tenancy.Resource;

/// <summary>Names that others rely on: once released they never change.</summary>
public static class WellKnown
{
    /// <summary>On every Secret that belongs to a municipality, with the resource's name as value.</summary>
    public const string MunicipalityLabel = "idbellen.nl/municipality";

    /// <summary>Keeps a deleted resource until its database, roles and Secrets are gone.</summary>
    public const string Finalizer = "idbellen.nl/teardown";

    /// <summary>
    /// With the resource's own name as value: its deletion is meant. Asked for only while the definition of the resource itself is being
    /// deleted, which deletes all municipalities at once.
    /// </summary>
    public const string ConfirmDeletionAnnotation = "idbellen.nl/confirm-deletion";

    /// <summary>With the value <c>true</c>: the operator leaves the municipality as it is, deletion excepted.</summary>
    public const string PausedAnnotation = "idbellen.nl/paused";

    /// <summary>On a municipality: each new value asks for one rotation of its database password.</summary>
    public const string RotateAnnotation = "idbellen.nl/rotate";

    /// <summary>On a generated Secret: the value of <see cref="RotateAnnotation"/> that it was last rotated for.</summary>
    public const string RotatedForAnnotation = "idbellen.nl/rotated-for";

    /// <summary>On a generated Secret: when its password was made (RFC 3339).</summary>
    public const string RotatedAtAnnotation = "idbellen.nl/rotated-at";

    /// <summary>On every ConfigMap that holds a signed receipt; the value says of what: <c>teardown</c>.</summary>
    public const string ReceiptLabel = "idbellen.nl/receipt";

    /// <summary>The client id under which our own pages sign in at the built-in provider.</summary>
    public const string SignInClientId = "id-bellen";
}
