using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Random;

/// <summary>An agent who looks, takes, gives back, passes on and finishes calls, their own and those of others, at any replica.</summary>
internal sealed class RandomAgent(CallWorld world, ServedMunicipality municipality, SignedIn agent, Guid id, IReadOnlyList<Guid> colleagues,
    IReadOnlyList<int> ports, int number)
{
    private readonly System.Random random = new(HashCode.Combine(world.Seed, 1000 + number));

    public async Task RunAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var calls = await LookAsync();
            if (calls.Count == 0) continue;
            // Mostly sensible: who has a call deals with it, who has none takes one. Sometimes anything with any call.
            var mine = calls.FirstOrDefault(call => call.Mine);
            var any = calls[random.Next(calls.Count)];
            if (random.Next(4) == 0) await ActAsync(any, random.Next(10));
            else if (mine is not null) await ActAsync(mine, random.Next(6, 10));
            else await ActAsync(any, 0);
        }
    }

    private async Task<IReadOnlyList<SeenCall>> LookAsync()
    {
        var answer = await SendAsync<IReadOnlyList<SeenCall>>("liveCalls", $"{{ liveCalls {{ {SeenCall.Fields} }} }}");
        if (answer.Errors.Count > 0) return [];
        world.Saw(municipality.Name, answer.Value);
        return answer.Value;
    }

    private async Task ActAsync(SeenCall call, int action)
    {
        var callId = call.Id;
        switch (action)
        {
            case < 6:
                await TakeAsync(callId);
                break;
            case 6:
                if (Succeeded(await SendAsync<object>("releaseCall", "mutation ($id: ID!) { releaseCall(callId: $id) { callId } }",
                    new { id = callId })))
                    world.HandedOver(callId);
                break;
            case 7:
                var to = colleagues[random.Next(colleagues.Count)];
                var passed = await SendAsync<TransferCallResult>("transferCall",
                    "mutation ($id: ID!, $to: ID!) { transferCall(callId: $id, colleagueId: $to) { outcome } }", new { id = callId, to });
                if (Succeeded(passed) && passed.Value.Outcome == "TRANSFERRED") world.HandedOver(callId);
                break;
            default:
                await FinishAsync(callId, call.Mine);
                break;
        }
    }

    private async Task TakeAsync(string callId)
    {
        var answer = await SendAsync<Taken>(
            "takeCall", $"mutation ($id: ID!) {{ takeCall(callId: $id) {{ outcome call {{ {SeenCall.Fields} }} }} }}", new { id = callId });
        if (!Succeeded(answer)) return;
        var taken = answer.Value;
        if (taken.Call is { } call) world.Saw(municipality.Name, [call]);
        if (taken.Outcome == "TAKEN") world.TakenBy(callId, $"{id}");
    }

    private async Task FinishAsync(string callId, bool mine)
    {
        var answer = await SendAsync<object>(
            "finishCall", "mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id = callId });
        if (!Succeeded(answer) || !mine) return;
        // What was mine and is finished is gone, at whatever replica somebody looks.
        var after = await SendAsync<IReadOnlyList<ListedCall>>("liveCalls", "{ liveCalls { id } }");
        if (Succeeded(after) && after.Value.Any(call => call.Id == callId))
            world.Violate("a finished call was still there");
    }

    private static bool Succeeded(GraphQLAnswer answer) => answer.Errors.Count == 0;

    private async Task<GraphQLAnswer<T>> SendAsync<T>(string what, string query, object? variables = null) =>
        world.Note(what, await (agent.GraphQL with { Port = ports[random.Next(ports.Count)] }).SendAsync<T>(query, variables));

    private sealed record Taken(string Outcome, SeenCall? Call);
}
