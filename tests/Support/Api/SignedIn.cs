using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Api;

/// <summary>A person of a municipality who has signed in, by cookie.</summary>
public sealed class SignedIn(ServedMunicipality municipality, string email, string cookie)
{
    public const string Password = "een lang wachtwoord 1";

    /// <summary>What a <see cref="LiveCall"/> asks for.</summary>
    public const string CallFields =
        "id state mine takenBy transferredBy identified identification purpose { name } attributes { identifier label { nl } value } links "
            + "{ url } callerNumber invitation { code state }";

    public string Email => email;

    public string Cookie => cookie;

    public GraphQLClient GraphQL => new(municipality) { Cookie = cookie };

    /// <summary>Sets a password with a one-time link and signs in.</summary>
    public static async Task<SignedIn> ActivateAsync(ServedMunicipality municipality, string email, string link)
    {
        var page = await new Browser(municipality).SetPasswordAsync(email, link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..],
            Password);
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

    public async Task<IReadOnlyList<LiveCall>> CallsAsync() => (await AskCallsAsync()).Value;

    /// <summary>The same, as it came.</summary>
    public async Task<string> CallsTextAsync() => (await AskCallsAsync()).Accepted.ToJsonString();

    /// <summary>The only live call, once it is there.</summary>
    public Task<LiveCall> CallAsync() => Eventually.GetAsync(async () => (await CallsAsync()).SingleOrDefault(), what: "there is one call");

    public Task<TakeCallResult> TakeAsync(string callId) => GraphQL.GetAsync<TakeCallResult>(
        $"mutation ($id: ID!) {{ takeCall(callId: $id) {{ outcome call {{ {CallFields} }} }} }}", new { id = callId });

    /// <summary>Opens the agent's page: from now on the agent is there, until it is disposed of.</summary>
    public async Task<IAsyncDisposable> OpenPageAsync()
    {
        var stream = GraphQL.SubscribeAsync("subscription { liveCalls { id } }").GetAsyncEnumerator();
        return await stream.MoveNextAsync() ? stream : throw new InvalidOperationException("There is no snapshot.");
    }

    public async Task<Guid> IdAsync() => (await GraphQL.GetAsync<Viewer>("{ viewer { id } }")).Id!.Value;

    public Task<GraphQLAnswer> ReleaseAsync(string callId) =>
        GraphQL.SendAsync("mutation ($id: ID!) { releaseCall(callId: $id) { callId } }", new { id = callId });

    public Task<GraphQLAnswer<TransferCallResult>> TransferAsync(string callId, Guid colleague) => GraphQL.SendAsync<TransferCallResult>(
        "mutation ($id: ID!, $to: ID!) { transferCall(callId: $id, colleagueId: $to) { outcome } }", new { id = callId, to = colleague });

    public Task<GraphQLAnswer<Invitation>> InviteAsync(string callId, string purpose = "uitkering") => GraphQL.SendAsync<Invitation>(
        "mutation ($id: ID!, $purpose: String!) { inviteCaller(callId: $id, purpose: $purpose) { code address link state purpose { name } "
            + "} }",
        new { id = callId, purpose });

    public Task<GraphQLAnswer<ConfirmCallerResult>> ConfirmAsync(string callId, string digits) => GraphQL.SendAsync<ConfirmCallerResult>(
        $"mutation ($id: ID!, $digits: String!) {{ confirmCaller(callId: $id, digits: $digits) {{ outcome triesLeft call {{ {CallFields} "
            + $"}} }} }}", new { id = callId, digits });

    public Task<GraphQLAnswer> FinishAsync(string callId) =>
        GraphQL.SendAsync("mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id = callId });

    public Task<GraphQLAnswer<PhoneConnection>> ConnectPhoneAsync(string callId) => GraphQL.SendAsync<PhoneConnection>(
        "mutation ($id: ID!) { connectPhone(callId: $id) { target } }", new { id = callId });

    private Task<GraphQLAnswer<IReadOnlyList<LiveCall>>> AskCallsAsync() =>
        GraphQL.SendAsync<IReadOnlyList<LiveCall>>($"{{ liveCalls {{ {CallFields} }} }}");
}
