using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Support.Api;

/// <summary>One municipality of a test and the people around it.</summary>
public sealed class ServedMunicipality(ApiFixture fixture, string shortName)
{
    public const string Person = "fatima";
    public const string FullName = "Fatima Nora el Amrani";
    public const string Bsn = "999911004";

    private SignedIn? admin;

    /// <summary>As the test platform knows it.</summary>
    public string ShortName => shortName;

    public string Name => fixture.Platform.Name(shortName);

    public string Host => $"{Name}.localhost:{fixture.Platform.Port}";

    public string Origin => fixture.Platform.Origin(shortName);

    public string Database => fixture.Platform.Names(shortName).Database;

    public ApiFixture Fixture => fixture;

    /// <summary>Anyone.</summary>
    public GraphQLClient Citizen => new(this);

    public async Task<GraphQLClient> ExchangeAsync()
    {
        var secret = await fixture.Platform.Client.CoreV1.ReadNamespacedSecretAsync($"{Name}-exchange", fixture.Platform.Namespace);
        return new GraphQLClient(this) { Authorization = $"Bearer {System.Text.Encoding.UTF8.GetString(secret.Data["token"])}" };
    }

    /// <summary>The first admin, signed in.</summary>
    public async Task<SignedIn> AdminAsync() => admin ??= await ActivateAdminAsync();

    /// <summary>Agents with accounts of their own, signed in.</summary>
    public async Task<IReadOnlyList<SignedIn>> AgentsAsync(params string[] names)
    {
        var admin = await AdminAsync();
        var agents = new List<SignedIn>();
        foreach (var name in names)
        {
            var email = $"{name}@example.nl";
            var created = await admin.GraphQL.GetAsync<AccountWithLink>(
                "mutation ($email: String!, $name: String!) { createAccount(email: $email, displayName: $name, role: AGENT) { "
                    + "setPasswordLink } }",
                new { email, name });
            agents.Add(await SignedIn.ActivateAsync(this, email, created.SetPasswordLink!));
        }
        return agents;
    }

    /// <summary>Waits until the replica at this port serves it too.</summary>
    public Task ServedAtAsync(int port) => Eventually.BeTrueAsync(
        async () => (await (Citizen with { Port = port }).SendAsync("{ municipality { name } }")).Errors.Count == 0,
        what: "the other replica serves it");

    /// <summary>Starts a session as the widget does.</summary>
    /// <param name="purpose">What the citizen phones about.</param>
    /// <param name="port">Another replica than the fixture's.</param>
    public async Task<CitizenSession> StartAsync(string purpose = "uitkering", int? port = null) =>
        new(this, await (Citizen with { Port = port }).SendAsync<StartedSession>(
            "mutation ($purpose: String!) { startSession(purpose: $purpose) { sessionPointer { u irmaqr } statusToken } }",
            new { purpose }));

    /// <summary>Starts a session of which the call will come from another phone.</summary>
    /// <param name="port">Another replica than the fixture's.</param>
    public async Task<CitizenSession> StartForAnotherPhoneAsync(int? port = null) =>
        new(this, await (Citizen with { Port = port }).SendAsync<StartedSession>(
            "mutation { startSession(purpose: \"uitkering\", anotherPhone: true) { sessionPointer { u irmaqr } statusToken } }"));

    /// <summary>Types the code of an invitation on the start page.</summary>
    /// <param name="code">Which.</param>
    /// <param name="port">Another replica than the fixture's.</param>
    public Task<GraphQLAnswer<StartedSession>> StartInvitedAsync(
        string code, int? port = null) => (Citizen with { Port = port }).SendAsync<StartedSession>(
        "mutation ($code: String!) { startInvitedSession(code: $code) { sessionPointer { u irmaqr } statusToken purpose { name } } }",
        new { code });

    /// <summary>Starts, discloses and dials; gives the call reference.</summary>
    public async Task<string> IdentifiedCallAsync(string? reference = null)
    {
        var session = await StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var call = reference ?? Guid.NewGuid().ToString();
        var matched = await (await ExchangeAsync()).MatchAsync(code, call);
        return matched.Outcome == "MATCHED"
            ? call : throw new InvalidOperationException($"The code was not matched: {matched}");
    }

    /// <summary>The code of somebody who has disclosed, and not phoned yet.</summary>
    public async Task<string> DisclosedCodeAsync()
    {
        var session = await StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        return code;
    }

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => fixture.Platform.Postgres.QueryAsync(sql, Database);

    public Task ExecuteAsync(string sql) => fixture.Platform.Postgres.ExecuteAsync(sql, Database);

    /// <summary>The links of the first admins that lie in the Secret, by address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FirstAdminLinksAsync()
    {
        var secret = await fixture.Platform.Client.CoreV1.ReadNamespacedSecretAsync($"{Name}-first-admins", fixture.Platform.Namespace);
        return System.Text.Encoding.UTF8.GetString(secret.Data["links"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    private async Task<SignedIn> ActivateAdminAsync()
    {
        var (email, link) = (await FirstAdminLinksAsync()).First();
        return await SignedIn.ActivateAsync(this, email, link);
    }
}

/// <summary>A citizen's session, with the status token that the browser has.</summary>
public sealed class CitizenSession(ServedMunicipality municipality, GraphQLAnswer<StartedSession> started)
{
    public string StatusToken { get; } = started.Value.StatusToken;

    public Uri Pointer { get; } = started.Value.SessionPointer.U;

    /// <summary>What the browser was told at the start, as it came.</summary>
    public string Answer { get; } = started.Accepted.ToJsonString();

    public async Task<string> StateAsync() =>
        (await municipality.Citizen.GetAsync<SessionStatus>("query ($t: String!) { sessionStatus(statusToken: $t) { state } }",
            new { t = StatusToken })).State;

    /// <summary>All that the citizen's page is told.</summary>
    public async Task<SessionStatus> StatusAsync() => (await AskStatusAsync()).Value;

    /// <summary>The same, as it came.</summary>
    public async Task<string> StatusTextAsync() => (await AskStatusAsync()).Accepted.ToJsonString();

    /// <summary>Types digits on the page, at another replica perhaps.</summary>
    public Task<GraphQLAnswer<SessionStatus>> PairAsync(
        string digits, int? port = null) => (municipality.Citizen with { Port = port }).SendAsync<SessionStatus>(
        "mutation ($t: String!, $digits: String!) { pairSession(statusToken: $t, digits: $digits) { state triesLeft } }",
        new { t = StatusToken, digits });

    public Task BecomesAsync(string state) =>
        Eventually.BeTrueAsync(async () => await StateAsync() == state, what: $"the session is {state}");

    /// <summary>The app connects and discloses; gives the code that it would dial.</summary>
    public Task<string> DiscloseAsync(string outcome = "VALID") => new YiviApp(Pointer).DiscloseAsync(outcome);

    private Task<GraphQLAnswer<SessionStatus>> AskStatusAsync() => municipality.Citizen.SendAsync<SessionStatus>(
        "query ($t: String!) { sessionStatus(statusToken: $t) { state queuePosition agentsAvailable triesLeft phoneCall { phoneNumber code "
            + "link expiresAt } } }",
        new { t = StatusToken });
}
