using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Isolation;

/// <summary>One of several municipalities on the same installation, with people, a live call, and all that only it may know.</summary>
internal sealed class Neighbour
{
    private Neighbour(ServedMunicipality municipality, IReadOnlyList<GraphQLClient> credentials, CitizenSession session, string callId,
        Guid accountId, string telephoneId, IReadOnlyList<string> secrets) =>
        (Municipality, Credentials, Session, CallId, AccountId, TelephoneId, Secrets) =
            (municipality, credentials, session, callId, accountId, telephoneId, secrets);

    public ServedMunicipality Municipality { get; }

    /// <summary>Agent, admin and exchange.</summary>
    public IReadOnlyList<GraphQLClient> Credentials { get; }

    /// <summary>Of a citizen whose call waits.</summary>
    public CitizenSession Session { get; }

    public string CallId { get; }

    /// <summary>Of the agent.</summary>
    public Guid AccountId { get; }

    /// <summary>On which the agent takes calls.</summary>
    public string TelephoneId { get; }

    /// <summary>What may appear in no answer that somebody else gets.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <param name="municipality">Where.</param>
    /// <param name="person">Who phones.</param>
    /// <param name="bsn">The BSN that the person discloses.</param>
    /// <param name="callerNumber">The telephone.</param>
    public static async Task<Neighbour> MoveInAsync(ServedMunicipality municipality, string person, string bsn, string callerNumber)
    {
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var desk = (await (await municipality.AdminAsync()).AddTelephoneAsync($"Balie van {person}", $"026{bsn[..7]}")).Value;
        await agent.ChooseTelephoneAsync(desk.Id);
        var exchange = await municipality.ExchangeAsync();
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();
        await app.ProveAsync(person: person);
        await session.BecomesAsync("DISCLOSED");
        var reference = $"reference-{Guid.NewGuid():N}";
        await exchange.MatchAsync(code, reference, callerNumber: callerNumber);
        var call = await agent.CallAsync();
        var id = call.Id;
        await agent.TakeAsync(id);
        var name = call.Attributes.Select(attribute => attribute.Value).Single();
        return new Neighbour(
            municipality, [agent.GraphQL, (await municipality.AdminAsync()).GraphQL, exchange], session, id, await agent.IdAsync(),
            desk.Id, [desk.Number!, desk.Name, bsn, name, callerNumber, reference, id, "anna"]);
    }

    /// <summary>The same credential at this municipality's host.</summary>
    public GraphQLClient With(GraphQLClient credential) =>
        Municipality.Citizen with { Authorization = credential.Authorization, Cookie = credential.Cookie };

    public static string TextOf(GraphQLAnswer answer) =>
        $"{answer.Data?.ToJsonString()} {string.Join(' ', answer.Errors.Select((JsonNode error) => error.ToJsonString()))}";
}
