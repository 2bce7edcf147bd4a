using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Accounts;
using IdBellen.Api.Agents.Passwords;
using IdBellen.Api.Agents.SecondFactor;
using IdBellen.Api.Audit;
using IdBellen.Api.Mail;
using IdBellen.Api.SignIn.Pages.Texts;
using IdBellen.Api.SignIn.Provider;
using IdBellen.Api.SignIn.RelyingParty;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.SignIn.Throttle;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.SignIn;

/// <summary>Sign-in, both sides: the relying party of our pages, and the built-in OpenID provider.</summary>
public static class SignInRegistration
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, HostingOptions hosting)
    {
        services.AddOptions<SignInThrottleOptions>().Bind(configuration.GetSection(SignInThrottleOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Mailer>();
        services.AddHttpContextAccessor();
        // The framework's own ring would be made at the start, though nobody uses it, and kept as a file.
        services.AddDataProtection().DisableAutomaticKeyGeneration();
        services.AddSingleton<IDataProtectionProvider, TenantDataProtection>();
        services.AddAntiforgery(antiforgery =>
        {
            HostCookie(antiforgery.Cookie, "__Host-idbellen-form");
            if (hosting.Scheme == Uri.UriSchemeHttps) return;
            // On a laptop: the framework refuses a Secure form cookie on plain http, even where browsers trust it (*.localhost).
            antiforgery.Cookie.Name = "idbellen-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Named, because a test's process has another entry assembly.
        services.AddScoped<PageLanguage>();
        services.AddRazorPages(pages => pages.RootDirectory = "/SignIn/Pages").AddMvcOptions(pages => pages.Filters.AddService<PageLanguage>()).AddApplicationPart(typeof(SignInRegistration).Assembly);
        AddRelyingParty(services);
        AddAccounts(services);
        services.AddBuiltInProvider(hosting);
        return services;
    }

    /// <summary>A cookie that only this origin gets: the browser enforces it by the prefix (RFC 6265bis section 4.1.3.2).</summary>
    private static void HostCookie(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
    }

    private static void AddRelyingParty(IServiceCollection services)
    {
        services.AddScoped<SignedInSessions>().AddScoped<AuditTrail>().AddScoped<ReadAuditLog>().AddScoped<DownloadAccessLog>()
            .AddSingleton<LoopbackBackchannel>().AddSingleton<OwnProviderBackchannel>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureOpenIdConnect>();
        services.AddSingleton<IOptionsMonitor<OpenIdConnectOptions>>(provider => new TenantOptions<OpenIdConnectOptions>(
            provider.GetRequiredService<IOptionsFactory<OpenIdConnectOptions>>(), provider.GetRequiredService<IHttpContextAccessor>(),
            provider.GetRequiredService<TenantRegistry>(), tenant => (tenant.Origin, tenant.Spec.SignIn, tenant.Provider.ClientId, tenant.Provider.ClientSecret)));
        services.AddAuthentication(SchemeNames.Person)
            .AddCookie(SchemeNames.Person, cookie =>
            {
                HostCookie(cookie.Cookie, "__Host-idbellen");
                cookie.ExpireTimeSpan = SignedInSession.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = TicketOfThisTenant.ValidateAsync;
            })
            .AddOpenIdConnect(SchemeNames.OpenIdConnect, static _ => { });
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(identity => identity.User.RequireUniqueEmail = true)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<TenantDbContext>();
        services.AddAuthentication().AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            HostCookie(cookie.Cookie, "__Host-idbellen-provider");
            cookie.LoginPath = "/account/sign-in";
            cookie.ExpireTimeSpan = ProviderTickets.Lifetime;
            cookie.SlidingExpiration = false;
        }).AddCookie(FirstFactor.Scheme, cookie =>
        {
            HostCookie(cookie.Cookie, "__Host-idbellen-first-factor");
            cookie.ExpireTimeSpan = FirstFactor.Lifetime;
            cookie.SlidingExpiration = false;
        });
        services.AddSingleton<PasswordDecoy>().AddScoped<SignInTries>().AddScoped<CheckPassword>();
        services.AddScoped<FirstFactor>().AddScoped<SetUpSecondFactor>().AddScoped<CheckSecondFactor>().AddScoped<ProviderTickets>();
        services.AddScoped<PasswordLink>().AddScoped<FirstAdminLink>().AddScoped<SetPassword>().AddAccountChanges();
    }
}
