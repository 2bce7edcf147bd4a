using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Providers;

/// <summary>A municipality whose people sign in at a provider of its own.</summary>
public sealed class CertifiedProviderFixture(TestEnvironment environment) : IAsyncLifetime
{
    public const string ClientSecret = "a-secret-of-the-client";

    public ApiFixture Api { get; } = new(environment);

    public CertifiedProvider Provider { get; } = new();

    public ServedMunicipality Municipality { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        await Provider.StartAsync();
        Municipality = await Api.MunicipalityAsync();
        await Provider.RegisterAsync(Municipality, ClientSecret);
        await Municipality.UseProviderAsync(Provider.Authority, ClientSecret);
        await Provider.EmployAsync("anna", new { name = "Anna", roles = new[] { "iets", OwnProvider.Agent } });
    }

    /// <summary>Somebody signs in as this account, at a new browser.</summary>
    public async Task<Browser> SignInAsync(string account)
    {
        using var visit = new ProviderVisit();
        return await SignInAsync(account, visit);
    }

    /// <summary>The same, at a browser that may be known to the provider.</summary>
    public async Task<Browser> SignInAsync(string account, ProviderVisit visit)
    {
        var browser = new Browser(Municipality);
        await browser.ReturnAsync(await visit.SignInAsync(await browser.BeginAsync(), account));
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
