using System.Net;
using System.Text.Json;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Support.Api.Identity.SignIn.Providers;

/// <summary>What a platform admin does so that a municipality's people sign in at its own provider.</summary>
internal static class OwnProvider
{
    public const string Agent = "idbellen-agent";
    public const string Admin = "idbellen-admin";

    /// <summary>Changes the specification, and waits until sign-ins lead there.</summary>
    /// <param name="municipality">Whose.</param>
    /// <param name="authority">The provider; it must be up.</param>
    /// <param name="secret">The client secret; the client's id is the municipality's name.</param>
    /// <param name="roleClaim">Where roles are.</param>
    public static async Task UseProviderAsync(
        this ServedMunicipality municipality, string authority, string secret, string roleClaim = "roles")
    {
        await municipality.LeadToAsync(authority, secret, roleClaim);
        await Eventually.BeTrueAsync(
            async () => (await new Browser(municipality).BeginAsync()).OriginalString.StartsWith(authority, StringComparison.Ordinal),
            what: "sign-ins lead to the provider");
    }

    /// <summary>The resource names this provider, whether it is there or not.</summary>
    public static async Task LeadToAsync(this ServedMunicipality municipality, string authority, string secret, string roleClaim = "roles")
    {
        await municipality.PutClientSecretAsync(secret);
        await municipality.ChangeSignInAsync(new
        {
            authority,
            clientId = municipality.Name,
            clientSecretRef = new { name = $"{municipality.Name}-provider", key = "clientSecret" },
            roleClaim,
            agentRole = Agent,
            adminRole = Admin,
        });
    }

    /// <summary>Null for accounts kept here.</summary>
    public static Task ChangeSignInAsync(this ServedMunicipality municipality, object? signIn) =>
        municipality.Fixture.Platform.PatchAsync(municipality.Name, JsonSerializer.Serialize(new { spec = new { signIn } }));

    public static async Task PutClientSecretAsync(this ServedMunicipality municipality, string secret)
    {
        var platform = municipality.Fixture.Platform;
        var name = $"{municipality.Name}-provider";
        var wanted = new V1Secret
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.MunicipalityLabel] = municipality.Name }
            },
            StringData = new Dictionary<string, string>(StringComparer.Ordinal) { ["clientSecret"] = secret },
        };
        if (await platform.SecretAsync(name) is null) await platform.Client.CoreV1.CreateNamespacedSecretAsync(wanted, platform.Namespace);
        else await platform.Client.CoreV1.ReplaceNamespacedSecretAsync(wanted, name, platform.Namespace);
    }

    /// <summary>Follows the sign-in link; gives where the browser is sent.</summary>
    public static async Task<Uri> BeginAsync(this Browser browser, string returnUrl = "/")
    {
        var page = await browser.SendAsync(HttpMethod.Get, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", follow: false);
        return page.Status == HttpStatusCode.Found
            ? browser.LastRedirect! : throw new InvalidOperationException($"{(int)page.Status}: {page.Content}");
    }

    /// <summary>Comes back from the provider.</summary>
    public static Task<Page> ReturnAsync(this Browser browser, Uri callback) =>
        browser.SendAsync(HttpMethod.Get, callback.PathAndQuery, follow: false);

    /// <summary>Whether our cookie is among what the last answer set.</summary>
    public static bool WasSignedIn(this Browser browser) => browser.SetCookies.Any(line =>
        line.StartsWith("__Host-idbellen=", StringComparison.Ordinal) && !line.StartsWith("__Host-idbellen=;", StringComparison.Ordinal));

    public static GraphQLClient GraphQL(this Browser browser, ServedMunicipality municipality) =>
        new(municipality) { Cookie = browser.CookieHeader };

    /// <summary>Name and roles as our page shows them; null for who is not signed in.</summary>
    public static async Task<string?> ViewerAsync(this Browser browser, ServedMunicipality municipality) =>
        (await browser.GraphQL(municipality).GetAsync("{ viewer { displayName roles } }"))["viewer"] is { } viewer
            ? $"{viewer["displayName"]} {string.Join(' ', viewer["roles"]!.AsArray().Select(role => (string)role!))}".TrimEnd()
            : null;
}
