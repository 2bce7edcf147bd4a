using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>Two municipalities whose people sign in at the same provider, each as a client of its own.</summary>
public sealed class HostileProviderFixture(TestEnvironment environment) : IAsyncLifetime
{
    public ApiFixture Api { get; } = new(environment);

    public HostileProvider Provider { get; } = new();

    public ServedMunicipality Municipality { get; private set; } = null!;

    public ServedMunicipality Neighbour { get; private set; } = null!;

    private long Now => Api.Time.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        await Provider.StartAsync();
        Municipality = await Api.MunicipalityAsync();
        Neighbour = await Api.MunicipalityAsync();
        foreach (var one in (ServedMunicipality[])[Municipality, Neighbour])
            await one.UseProviderAsync(Provider.Authority, HostileProvider.ClientSecret);
    }

    public async Task<SignInAttempt> BeginAsync(ServedMunicipality? municipality = null)
    {
        var browser = new Browser(municipality ?? Municipality);
        return new SignInAttempt(this, municipality ?? Municipality, browser, await browser.BeginAsync());
    }

    /// <summary>A token as it should be, for Anna; a test changes what is to be wrong.</summary>
    /// <param name="client">For which client.</param>
    /// <param name="nonce">Of which sign-in.</param>
    /// <param name="session">The provider's session.</param>
    internal Jwt IdToken(string client, string nonce, string session = "s1") => new(
        new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = HostileProvider.KeyId },
        new JsonObject
        {
            ["iss"] = Provider.Authority,
            ["aud"] = client,
            ["sub"] = "anna",
            ["sid"] = session,
            ["name"] = "Anna",
            ["roles"] = OwnProvider.Agent,
            ["nonce"] = nonce,
            ["iat"] = Now,
            ["nbf"] = Now,
            ["exp"] = Now + 300,
        });

    /// <summary>A logout token as it should be, that ends one session of Anna's.</summary>
    internal Jwt LogoutToken(string session) => new(
        new JsonObject { ["alg"] = "RS256", ["typ"] = "logout+jwt", ["kid"] = HostileProvider.KeyId },
        new JsonObject
        {
            ["iss"] = Provider.Authority,
            ["aud"] = Municipality.Name,
            ["sub"] = "anna",
            ["sid"] = session,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = Now,
            ["exp"] = Now + 120,
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        });

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
