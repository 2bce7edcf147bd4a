using System.Text.Json.Nodes;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Api;

/// <summary>A person of a municipality who has signed in, by cookie.</summary>
public sealed class SignedIn(ServedMunicipality municipality, string email, string cookie)
{
    public const string Password = "een lang wachtwoord 1";

    private const string CallFields = "id state mine takenBy identified purpose { name } attributes { identifier label { nl } value } links { url } callerNumber";

    public string Email => email;

    public string Cookie => cookie;

    public GraphQLClient GraphQL => new(municipality) { Cookie = cookie };

    /// <summary>Sets a password with a one-time link and signs in.</summary>
    public static async Task<SignedIn> ActivateAsync(ServedMunicipality municipality, string email, string link)
    {
        var page = await new Browser(municipality).SetPasswordAsync(email, link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], Password);
        return page.Contains("opgeslagen", StringComparison.Ordinal)
            ? await SignInAsync(municipality, email)
            : throw new InvalidOperationException("The one-time link was not accepted.");
    }

    public static async Task<SignedIn> SignInAsync(ServedMunicipality municipality, string email)
    {
        var browser = new Browser(municipality);
        await browser.SignInAsync(email, Password);
        return new SignedIn(municipality, email, browser.CookieHeader);
    }

    public async Task<IReadOnlyList<JsonNode>> CallsAsync() =>
        [.. (await GraphQL.GetAsync($"{{ liveCalls {{ {CallFields} }} }}"))["liveCalls"]!.AsArray().Select(call => call!)];

    /// <summary>The only live call, once it is there.</summary>
    public Task<JsonNode> CallAsync() => Eventually.GetAsync(async () => (await CallsAsync()).SingleOrDefault(), what: "there is one call");

    public async Task<JsonNode> TakeAsync(string callId) => (await GraphQL.GetAsync(
        $"mutation ($id: ID!) {{ takeCall(callId: $id) {{ outcome call {{ {CallFields} }} }} }}", new { id = callId }))["takeCall"]!;

    public Task<GraphQLAnswer> FinishAsync(string callId) =>
        GraphQL.SendAsync("mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id = callId });
}
