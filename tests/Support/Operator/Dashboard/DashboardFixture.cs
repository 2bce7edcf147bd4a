using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Support.Operator.Dashboard;

/// <summary>An operator with a dashboard, behind something that ends TLS, and the platform's provider.</summary>
public sealed class DashboardFixture(TestEnvironment environment) : IAsyncLifetime
{
    public const string ClientSecret = "a-secret-of-the-platforms-client";
    public const string AdminRole = "platform-admin";

    private const string Client = "dashboard";

    public TestPlatform Platform { get; private set; } = null!;

    public CertifiedProvider Provider { get; } = new();

    public RunningOperator Operator { get; private set; } = null!;

    /// <summary>As browsers would see it.</summary>
    public Uri Origin { get; } = new("https://jobs.id-bellen.example");

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    public async ValueTask InitializeAsync()
    {
        await Provider.StartAsync();
        await Provider.RegisterAsync(Client, ClientSecret, new Uri(Origin, "signed-in"));
        await Provider.EmployAsync("anna", new { name = "Anna", realm_access = new { roles = new[] { "iets", AdminRole } } });
        await Provider.EmployAsync("bea",
            new { name = "Bea", realm_access = new { roles = new[] { "iets", "platform-admin2" } }, roles = new[] { AdminRole } });
        Platform = await environment.PlatformAsync();
        Operator = await StartAsync(Address);
        await Operator.BecomeReadyAsync();
    }

    /// <summary>A replica.</summary>
    public Task<RunningOperator> StartAsync(Uri address, TimeProvider? time = null) => Platform.StartOperatorAsync(builder =>
    {
        builder.Configuration.AddInMemoryCollection(Settings(address));
        if (time is not null) builder.Services.AddSingleton(time);
    });

    public Dictionary<string, string?> Settings(Uri address) => new(StringComparer.Ordinal)
    {
        ["Dashboard:Origin"] = Origin.GetLeftPart(UriPartial.Authority),
        ["Dashboard:Listen"] = address.GetLeftPart(UriPartial.Authority),
        ["Dashboard:Authority"] = Provider.Authority,
        ["Dashboard:ClientId"] = Client,
        ["Dashboard:ClientSecret"] = ClientSecret,
        ["Dashboard:RoleClaim"] = "realm_access.roles",
        ["Dashboard:AdminRole"] = AdminRole,
    };

    public DashboardBrowser Browser() => new(Origin, Address);

    /// <summary>A browser in which somebody has signed in, or has tried.</summary>
    public async Task<DashboardBrowser> SignInAsync(string account)
    {
        var browser = Browser();
        var asked = await browser.SendAsync(HttpMethod.Get, "/jobs");
        using var visit = new ProviderVisit();
        browser.Last = await browser.SendAsync(HttpMethod.Get, (await visit.SignInAsync(asked.Location!, account)).PathAndQuery);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await Operator.DisposeAsync();
        await Platform.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
