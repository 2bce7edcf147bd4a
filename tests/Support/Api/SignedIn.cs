using System.Text.Json.Nodes;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Api;

/// <summary>A person of a municipality who has signed in, by cookie.</summary>
public sealed class SignedIn(ServedMunicipality municipality, string email, string cookie)
{
    public const string Password = "een lang wachtwoord 1";

    private const string CallFields = "id state mine takenBy transferredBy identified identification purpose { name } attributes { identifier label { nl } value } links { url } callerNumber invitation { code state }";

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

    /// <summary>Opens the agent's page: from now on the agent is there, until it is disposed of.</summary>
    public async Task<IAsyncDisposable> OpenPageAsync()
    {
        var stream = GraphQL.SubscribeAsync("subscription { liveCalls { id } }").GetAsyncEnumerator();
        return await stream.MoveNextAsync() ? stream : throw new InvalidOperationException("There is no snapshot.");
    }

    public async Task<Guid> IdAsync() => Guid.Parse((string)(await GraphQL.GetAsync("{ viewer { id } }"))["viewer"]!["id"]!);

    public Task<GraphQLAnswer> ReleaseAsync(string callId) =>
        GraphQL.SendAsync("mutation ($id: ID!) { releaseCall(callId: $id) { callId } }", new { id = callId });

    public Task<GraphQLAnswer> TransferAsync(string callId, Guid colleague) => GraphQL.SendAsync(
        "mutation ($id: ID!, $to: ID!) { transferCall(callId: $id, colleagueId: $to) { outcome } }", new { id = callId, to = colleague });

    public Task<GraphQLAnswer> InviteAsync(string callId, string purpose = "uitkering") => GraphQL.SendAsync(
        "mutation ($id: ID!, $purpose: String!) { inviteCaller(callId: $id, purpose: $purpose) { code address link state purpose { name } } }", new { id = callId, purpose });

    public Task<GraphQLAnswer> ConfirmAsync(string callId, string digits) => GraphQL.SendAsync(
        $"mutation ($id: ID!, $digits: String!) {{ confirmCaller(callId: $id, digits: $digits) {{ outcome triesLeft call {{ {CallFields} }} }} }}", new { id = callId, digits });

    public Task<GraphQLAnswer> FinishAsync(string callId) =>
        GraphQL.SendAsync("mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id = callId });
}
