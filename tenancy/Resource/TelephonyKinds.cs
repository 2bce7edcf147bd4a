namespace IdBellen.Tenancy.Resource;

/// <summary>The values of <see cref="TelephonySpec.Kind"/>.</summary>
public static class TelephonyKinds
{
    /// <summary>An Asterisk; with <see cref="TelephonySpec.Asterisk"/> our own.</summary>
    public const string Asterisk = "asterisk";
}
