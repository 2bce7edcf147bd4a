namespace IdBellen.Tenancy.Resource;

/// <summary>Names that are part of the API and never change once released.</summary>
public static class WellKnown
{
    /// <summary>On every Secret that belongs to a municipality, with the resource's name as value.</summary>
    public const string MunicipalityLabel = "idbellen.nl/municipality";

    /// <summary>
    /// On every generated Secret: the UID of the resource that it was made for. Another resource never takes it over, not even a namesake.
    /// </summary>
    public const string MunicipalityUidAnnotation = "idbellen.nl/municipality-uid";

    /// <summary>The finalizer, which keeps a deleted resource until its database, roles and Secrets are deleted.</summary>
    public const string Finalizer = "idbellen.nl/teardown";

    /// <summary>
    /// With the resource's own name as value, confirms its deletion. Required only while the CustomResourceDefinition is being deleted,
    /// which deletes all municipalities at once.
    /// </summary>
    public const string ConfirmDeletionAnnotation = "idbellen.nl/confirm-deletion";

    /// <summary>With the value <c>true</c>, pauses reconciliation of the municipality, except for deletion.</summary>
    public const string PausedAnnotation = "idbellen.nl/paused";

    /// <summary>On a municipality: each new value requests one rotation of its database password.</summary>
    public const string RotateAnnotation = "idbellen.nl/rotate";

    /// <summary>
    /// On a municipality, with its generation as value: confirms that fields were removed on purpose, not dropped by an older
    /// CustomResourceDefinition.
    /// </summary>
    public const string FieldsRemovedAnnotation = "idbellen.nl/fields-removed";

    /// <summary>On a generated Secret: the value of <see cref="RotateAnnotation"/> that it was last rotated for.</summary>
    public const string RotatedForAnnotation = "idbellen.nl/rotated-for";

    /// <summary>On a generated Secret: when its password was made (RFC 3339).</summary>
    public const string RotatedAtAnnotation = "idbellen.nl/rotated-at";

    /// <summary>On every ConfigMap with a signed receipt; the value is the subject of the receipt: <c>teardown</c>.</summary>
    public const string ReceiptLabel = "idbellen.nl/receipt";

    /// <summary>The client id of our own pages at the built-in provider.</summary>
    public const string SignInClientId = "id-bellen";
}
