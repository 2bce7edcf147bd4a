using System.Text.Json.Nodes;
using IdBellen.Tests.Environment;
using k8s;

namespace IdBellen.Tests.Api;

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
            var created = await admin.GraphQL.GetAsync(
                "mutation ($email: String!, $name: String!) { createAccount(email: $email, displayName: $name, role: AGENT) { setPasswordLink } }",
                new { email, name });
            agents.Add(await SignedIn.ActivateAsync(this, email, (string)created["createAccount"]!["setPasswordLink"]!));
        }
        return agents;
    }

    /// <summary>Waits until the replica at this port serves it too.</summary>
    public Task ServedAtAsync(int port) => Eventually.BeTrueAsync(
        async () => (await (Citizen with { Port = port }).SendAsync("{ municipality { name } }")).Errors.Count == 0, what: "the other replica serves it");

    /// <summary>Starts a session as the widget does.</summary>
    /// <param name="purpose">What the citizen phones about.</param>
    /// <param name="port">Another replica than the fixture's.</param>
    public async Task<CitizenSession> StartAsync(string purpose = "uitkering", int? port = null)
    {
        var started = await (Citizen with { Port = port }).GetAsync(
            "mutation ($purpose: String!) { startSession(purpose: $purpose) { sessionPointer { u irmaqr } statusToken } }", new { purpose });
        return new CitizenSession(this, started["startSession"]!);
    }

    /// <summary>Starts a session of which the call will come from another phone.</summary>
    public async Task<CitizenSession> StartForAnotherPhoneAsync() => new(this, (await Citizen.GetAsync(
        "mutation { startSession(purpose: \"uitkering\", anotherPhone: true) { sessionPointer { u irmaqr } statusToken } }"))["startSession"]!);

    /// <summary>Types the code of an invitation on the start page.</summary>
    public Task<GraphQLAnswer> StartInvitedAsync(string code) => Citizen.SendAsync(
        "mutation ($code: String!) { startInvitedSession(code: $code) { sessionPointer { u irmaqr } statusToken purpose { name } } }", new { code });

    /// <summary>Starts, discloses and dials; gives the call reference.</summary>
    public async Task<string> IdentifiedCallAsync(string? reference = null)
    {
        var session = await StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var call = reference ?? Guid.NewGuid().ToString();
        var matched = await (await ExchangeAsync()).MatchAsync(code, call);
        return (string)matched["outcome"]! == "MATCHED" ? call : throw new InvalidOperationException($"The code was not matched: {matched}");
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
public sealed class CitizenSession(ServedMunicipality municipality, JsonNode started)
{
    public string StatusToken { get; } = (string)started["statusToken"]!;

    public Uri Pointer { get; } = new((string)started["sessionPointer"]!["u"]!);

    public string Answer { get; } = started.ToJsonString();

    public async Task<string> StateAsync() =>
        (string)(await municipality.Citizen.GetAsync("query ($t: String!) { sessionStatus(statusToken: $t) { state } }", new { t = StatusToken }))["sessionStatus"]!["state"]!;

    /// <summary>All that the citizen's page is told.</summary>
    public async Task<JsonNode> StatusAsync() => (await municipality.Citizen.GetAsync(
        "query ($t: String!) { sessionStatus(statusToken: $t) { state queuePosition agentsAvailable confirmationDigits triesLeft phoneCall { phoneNumber code link expiresAt } } }",
        new { t = StatusToken }))["sessionStatus"]!;

    /// <summary>Types digits on the page, at another replica perhaps.</summary>
    public Task<GraphQLAnswer> PairAsync(string digits, int? port = null) => (municipality.Citizen with { Port = port }).SendAsync(
        "mutation ($t: String!, $digits: String!) { pairSession(statusToken: $t, digits: $digits) { state triesLeft } }", new { t = StatusToken, digits });

    public Task BecomesAsync(string state) => Eventually.BeTrueAsync(async () => await StateAsync() == state, what: $"the session is {state}");

    /// <summary>The app connects and discloses; gives the code that it would dial.</summary>
    public Task<string> DiscloseAsync(string outcome = "VALID") => new YiviApp(Pointer).DiscloseAsync(outcome);
}
