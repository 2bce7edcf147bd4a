using IdBellen.Api.Identity.Accounts;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.Mail;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Identity.SecondFactor;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn;
using IdBellen.Api.Identity.SignIn.Pages.Texts;
using IdBellen.Api.Identity.SignIn.Provider;
using IdBellen.Api.Identity.SignIn.RelyingParty;
using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Identity.SignIn.Throttle;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.SignIn;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Identity;

/// <summary>Accounts and sign-in: the relying party of our pages, and the built-in OpenID provider.</summary>
internal static class IdentityServiceCollectionExtensions
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration, HostingOptions hosting)
    {
        services.AddOptions<SignInThrottleOptions>().Bind(configuration.GetSection(SignInThrottleOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Mailer>().AddScoped<CurrentActor>();
        services.AddHttpContextAccessor();
        // Otherwise the framework creates an unused key ring at startup and stores it in a file.
        services.AddDataProtection().DisableAutomaticKeyGeneration();
        services.AddSingleton<IDataProtectionProvider, TenantDataProtection>();
        services.AddAntiforgery(static antiforgery => antiforgery.Cookie = new HostCookie("idbellen-form"));
        FormOrigin.Register(services);
        // Named, because a test's process has another entry assembly.
        services.AddScoped<PageLanguage>();
        services.AddRazorPages(pages => pages.RootDirectory = "/Identity/SignIn/Pages").AddMvcOptions(
            pages => pages.Filters.AddService<PageLanguage>()).AddApplicationPart(typeof(IdentityServiceCollectionExtensions).Assembly);
        AddRelyingParty(services);
        AddAccounts(services);
        services.AddBuiltInProvider(hosting);
        return services;
    }

    private static void AddRelyingParty(IServiceCollection services)
    {
        services.AddScoped<SignedInSessions>().AddScoped<PersonChange>();
        services.AddScoped<AuditTrail>().AddScoped<ReadAuditLog>().AddScoped<DownloadAccessLog>()
            .AddSingleton<LoopbackBackchannel>().AddSingleton<OwnProviderBackchannel>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureOpenIdConnect>();
        services.AddSingleton<IOptionsMonitor<OpenIdConnectOptions>>(provider => new TenantOptions<OpenIdConnectOptions>(
            provider.GetRequiredService<IOptionsFactory<OpenIdConnectOptions>>(), provider.GetRequiredService<IHttpContextAccessor>(),
            provider.GetRequiredService<ServedTenants>(),
            tenant => (tenant.Origin, tenant.Policy.SignIn, tenant.Provider.ClientId, tenant.Provider.ClientSecret)));
        services.AddAuthentication(SchemeNames.Person)
            .AddCookie(SchemeNames.Person, cookie =>
            {
                cookie.Cookie = new HostCookie("idbellen");
                cookie.ExpireTimeSpan = SignedInSession.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = TicketOfThisTenant.ValidateAsync;
            })
            .AddBrowserBoundSignIn(SchemeNames.OpenIdConnect);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(identity => identity.User.RequireUniqueEmail = true)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<TenantDbContext>();
        services.AddAuthentication().AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie = new HostCookie("idbellen-provider");
            cookie.LoginPath = "/account/sign-in";
            cookie.ExpireTimeSpan = ProviderTickets.Lifetime;
            cookie.SlidingExpiration = false;
        }).AddCookie(FirstFactor.Scheme, cookie =>
        {
            cookie.Cookie = new HostCookie("idbellen-first-factor");
            cookie.ExpireTimeSpan = FirstFactor.Lifetime;
            cookie.SlidingExpiration = false;
        });
        services.AddSingleton<PasswordDecoy>().AddScoped<SignInTries>().AddScoped<CheckPassword>();
        services.AddScoped<FirstFactor>().AddScoped<SetUpSecondFactor>().AddScoped<CheckSecondFactor>().AddScoped<ProviderTickets>();
        services.AddScoped<PasswordLink>().AddScoped<FirstAdminLink>().AddScoped<SetPassword>();
        services.AddScoped<AccountChange>().AddScoped<EndAccess>().AddScoped<HandOutLink>()
            .AddScoped<CreateAccount>().AddScoped<DeleteAccount>().AddScoped<SetAccountDisabled>().AddScoped<ChangeRoles>()
            .AddScoped<ResetPassword>().AddScoped<ResetSecondFactor>()
            .AddScoped<ListAccounts>().AddScoped<ReadAccountKeeping>().AddScoped<ListRecentSignIns>();
    }
}
