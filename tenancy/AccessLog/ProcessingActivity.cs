using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.AccessLog;

/// <summary>Which processing activity of the municipality's register a disclosure belongs to (<c>dpl.core.processing_activity_id</c>).</summary>
public static class ProcessingActivity
{
    /// <param name="spec">The municipality's; a purpose that it no longer has gets an address of ours.</param>
    /// <param name="origin">The municipality's canonical origin, without a trailing slash.</param>
    /// <param name="purpose">What the citizen phones about.</param>
    /// <returns>What the purpose names, else <c>&lt;origin&gt;/processing-activities/&lt;purpose&gt;</c>, where nothing has to answer.</returns>
    public static string Of(MunicipalitySpec spec, string origin, string purpose) =>
        spec.Purposes.FirstOrDefault(one => one.Name == purpose)?.ProcessingActivity ?? $"{origin}/processing-activities/{purpose}";
}
