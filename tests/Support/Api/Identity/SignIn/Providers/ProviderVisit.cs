using System.Net;
using System.Text.RegularExpressions;

namespace IdBellen.Tests.Support.Api.Identity.SignIn.Providers;

/// <summary>The same person's browser at the provider's address: cookies, redirects and the provider's forms.</summary>
public sealed partial class ProviderVisit : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <summary>Signs in, if the provider asks.</summary>
    /// <param name="address">Where the relying party sent the browser.</param>
    /// <param name="account">Who; one that the provider does not know refuses.</param>
    /// <returns>Where the provider sends the browser back to.</returns>
    public Task<Uri> SignInAsync(Uri address, string account) => GoThroughAsync(address, new() { ["account"] = account });

    /// <summary>Signs out, and confirms that when the provider asks.</summary>
    public Task<Uri> SignOutAsync(Uri address) => GoThroughAsync(address, new() { ["logout"] = "yes" });

    public void Dispose() => http.Dispose();

    private async Task<Uri> GoThroughAsync(Uri address, Dictionary<string, string> fields)
    {
        var home = address.Authority;
        for (var step = 0; step < 10; step++)
        {
            using var answer = await http.GetAsync(address);
            var next = answer.Headers.Location;
            if (next is null)
            {
                var content = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK || !content.Contains("<form", StringComparison.Ordinal))
                    throw new InvalidOperationException($"{(int)answer.StatusCode}: {content}");
                var action = Action().Match(content) is { Success: true } named ? new Uri(address, named.Groups["value"].Value) : address;
                foreach (Match field in Hidden().Matches(content)) fields[field.Groups["name"].Value] = field.Groups["value"].Value;
                using var posted = await http.PostAsync(action, new FormUrlEncodedContent(fields));
                next = posted.Headers.Location
                    ?? throw new InvalidOperationException($"{(int)posted.StatusCode}: {await posted.Content.ReadAsStringAsync()}");
            }
            address = new Uri(address, next);
            if (address.Authority != home) return address;
        }
        throw new InvalidOperationException("The provider goes round in circles.");
    }

    [GeneratedRegex("<form[^>]* action=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
