using IdBellen.Api.Tenants;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.TenantDatabase;
using Npgsql;

namespace IdBellen.Api.Events;

public static class EventRegistration
{
    /// <exception cref="InvalidOperationException">The connection string of the platform database is missing.</exception>
    public static IServiceCollection AddEvents(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration["Platform:ConnectionString"]
            ?? throw new InvalidOperationException("Set Platform__ConnectionString to the platform database, with the api's role.");
        services.AddSingleton(_ => new PlatformDataSource(NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 10, KeepAlive = 10, Timeout = 5, CommandTimeout = 10, ApplicationName = "id-bellen-api" })));
        services.AddDbContext<PlatformDbContext>((provider, options) =>
            PlatformDbContext.Configure(options, provider.GetRequiredService<PlatformDataSource>().Value));
        services.AddDbContext<TenantDbContext>((provider, options) =>
            options.UseTenantDatabase(provider.GetRequiredService<CurrentTenant>().Value.Database.CreateConnection()));
        return services.AddSingleton<TenantFeeds>().AddSingleton<ChangeHints>().AddScoped<ReadLiveSnapshot>().AddScoped<ReadInvitations>().AddHostedService<HintListener>();
    }
}
