namespace IdBellen.Api.Platform.Tenants;

/// <summary>The municipality of a request or background task. There is no default: it throws without one.</summary>
internal sealed class CurrentTenant
{
    private Tenant? tenant;

    /// <exception cref="InvalidOperationException">No tenant was set: a bug, never a request's fault.</exception>
    public Tenant Value => tenant ?? throw new InvalidOperationException("This scope has no tenant.");

    /// <exception cref="InvalidOperationException">Another tenant was set before.</exception>
    public void Set(Tenant value)
    {
        if (tenant is not null && tenant.Uid != value.Uid) throw new InvalidOperationException("This scope has another tenant.");
        tenant = value;
    }
}
