using System.Collections.Concurrent;
using IdBellen.Api.Platform.Tenants;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Identity.SignIn.Schemes;

/// <summary>
/// Provides the options of the request's tenant instead of one set for the process. They are created once per tenant, and again when their
/// dependencies change. Options of deleted tenants are removed when new ones are created.
/// </summary>
/// <param name="factory">Makes and validates options; what configures them reads <see cref="CurrentTenant"/>.</param>
/// <param name="http">The current request.</param>
/// <param name="dependsOn">What the options depend on; compared with Equals.</param>
internal sealed class TenantOptions<T>(
    IOptionsFactory<T> factory, IHttpContextAccessor http, ServedTenants registry, Func<Tenant, object> dependsOn)
    : IOptionsMonitor<T>
    where T : class
{
    private readonly ConcurrentDictionary<(string Tenant, string Name), (object DependsOn, T Options)> made = new();

    public T CurrentValue => Get(Options.DefaultName);

    public T Get(string? name)
    {
        var tenant = http.HttpContext?.RequestServices.GetRequiredService<CurrentTenant>().Value
            ?? throw new InvalidOperationException("These options belong to a request.");
        var key = (tenant.Uid, name ?? Options.DefaultName);
        var wanted = dependsOn(tenant);
        if (made.TryGetValue(key, out var present) && present.DependsOn.Equals(wanted)) return present.Options;
        var options = factory.Create(key.Item2);
        made[key] = (wanted, options);
        ForgetGone();
        return options;
    }

    /// <summary>Number of cached options.</summary>
    public int Count => made.Count;

    public IDisposable? OnChange(Action<T, string?> listener) => null;

    private void ForgetGone()
    {
        foreach (var key in made.Keys.Where(key => !registry.TryFindByUid(key.Tenant, out _))) made.TryRemove(key, out _);
    }
}
