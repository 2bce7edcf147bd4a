using System.Text.Json.Nodes;

namespace IdBellen.Tests.Api.Isolation;

/// <summary>One of several municipalities on the same installation, with people, a live call, and all that only it may know.</summary>
internal sealed class Neighbour
{
    private Neighbour(ServedMunicipality municipality, IReadOnlyList<GraphQLClient> credentials, CitizenSession session, string callId, Guid accountId, IReadOnlyList<string> secrets) =>
        (Municipality, Credentials, Session, CallId, AccountId, Secrets) = (municipality, credentials, session, callId, accountId, secrets);

    public ServedMunicipality Municipality { get; }

    /// <summary>Agent, admin and exchange.</summary>
    public IReadOnlyList<GraphQLClient> Credentials { get; }

    /// <summary>Of a citizen whose call waits.</summary>
    public CitizenSession Session { get; }

    public string CallId { get; }

    /// <summary>Of the agent.</summary>
    public Guid AccountId { get; }

    /// <summary>What may appear in no answer that somebody else gets.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <param name="municipality">Where.</param>
    /// <param name="person">Who phones.</param>
    /// <param name="bsn">The BSN that the person discloses.</param>
    /// <param name="callerNumber">The telephone.</param>
    public static async Task<Neighbour> MoveInAsync(ServedMunicipality municipality, string person, string bsn, string callerNumber)
    {
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();
        await app.ProveAsync(person: person);
        await session.BecomesAsync("DISCLOSED");
        var reference = $"reference-{Guid.NewGuid():N}";
        await exchange.MatchAsync(code, reference, callerNumber: callerNumber);
        var call = await agent.CallAsync();
        var id = (string)call["id"]!;
        await agent.TakeAsync(id);
        var name = call["attributes"]!.AsArray().Select(attribute => (string)attribute!["value"]!).Single();
        return new Neighbour(
            municipality, [agent.GraphQL, (await municipality.AdminAsync()).GraphQL, exchange], session, id, await agent.IdAsync(), [bsn, name, callerNumber, reference, id, "anna"]);
    }

    /// <summary>The same credential at this municipality's host.</summary>
    public GraphQLClient With(GraphQLClient credential) => Municipality.Citizen with { Authorization = credential.Authorization, Cookie = credential.Cookie };

    public static string TextOf(GraphQLAnswer answer) => $"{answer.Data?.ToJsonString()} {string.Join(' ', answer.Errors.Select((JsonNode error) => error.ToJsonString()))}";
}
