using IdBellen.Tenancy.Policy;

namespace IdBellen.Tenancy.AccessLog;

/// <summary>
/// The processing activity of a disclosure in the municipality's register (<c>dpl.core.processing_activity_id</c>).
/// </summary>
public static class ProcessingActivity
{
    /// <param name="policy">The municipality's policy. A purpose that it no longer contains gets the default URL.</param>
    /// <param name="origin">The municipality's canonical origin, without a trailing slash.</param>
    /// <param name="purpose">The purpose of the call.</param>
    /// <returns>The URL of the purpose, or <c>&lt;origin&gt;/processing-activities/&lt;purpose&gt;</c>, which need not be
    /// reachable.</returns>
    public static string Of(TenantPolicy policy, string origin, string purpose) =>
        policy.Purpose(purpose)?.ProcessingActivity ?? $"{origin}/processing-activities/{purpose}";
}
