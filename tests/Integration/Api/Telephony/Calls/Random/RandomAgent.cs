using System.Text.Json.Nodes;

namespace IdBellen.Tests.Api.Calls.Random;

/// <summary>An agent who looks, takes, gives back, passes on and finishes calls, his own and those of others, at any replica.</summary>
internal sealed class RandomAgent(CallWorld world, ServedMunicipality municipality, SignedIn agent, Guid id, IReadOnlyList<Guid> colleagues, IReadOnlyList<int> ports, int number)
{
    private const string Fields = "id state mine attributes { value } links { url } callerNumber";

    private readonly System.Random random = new(HashCode.Combine(world.Seed, 1000 + number));

    public async Task RunAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var calls = await LookAsync();
            if (calls.Count == 0) continue;
            // Mostly sensible: who has a call deals with it, who has none takes one. Sometimes anything with any call.
            var mine = calls.FirstOrDefault(call => (bool)call["mine"]!);
            var any = calls[random.Next(calls.Count)];
            if (random.Next(4) == 0) await ActAsync(any, random.Next(10));
            else if (mine is not null) await ActAsync(mine, random.Next(6, 10));
            else await ActAsync(any, 0);
        }
    }

    private async Task<IReadOnlyList<JsonNode>> LookAsync()
    {
        var answer = await SendAsync("liveCalls", $"{{ liveCalls {{ {Fields} }} }}");
        if (answer.Errors.Count > 0) return [];
        var calls = answer.Data!["liveCalls"]!.AsArray().Select(call => call!).ToList();
        world.Saw(municipality.Name, calls);
        return calls;
    }

    private async Task ActAsync(JsonNode call, int action)
    {
        var callId = (string)call["id"]!;
        switch (action)
        {
            case < 6:
                await TakeAsync(callId);
                break;
            case 6:
                if (Succeeded(await SendAsync("releaseCall", "mutation ($id: ID!) { releaseCall(callId: $id) { callId } }", new { id = callId }))) world.HandedOver(callId);
                break;
            case 7:
                var to = colleagues[random.Next(colleagues.Count)];
                var passed = await SendAsync("transferCall", "mutation ($id: ID!, $to: ID!) { transferCall(callId: $id, colleagueId: $to) { outcome } }", new { id = callId, to });
                if (Succeeded(passed) && (string)passed.Data!["transferCall"]!["outcome"]! == "TRANSFERRED") world.HandedOver(callId);
                break;
            default:
                await FinishAsync(callId, (bool)call["mine"]!);
                break;
        }
    }

    private async Task TakeAsync(string callId)
    {
        var answer = await SendAsync("takeCall", $"mutation ($id: ID!) {{ takeCall(callId: $id) {{ outcome call {{ {Fields} }} }} }}", new { id = callId });
        if (!Succeeded(answer)) return;
        var taken = answer.Data!["takeCall"]!;
        if (taken["call"] is { } call) world.Saw(municipality.Name, [call]);
        if ((string)taken["outcome"]! == "TAKEN") world.TakenBy(callId, $"{id}");
    }

    private async Task FinishAsync(string callId, bool mine)
    {
        var answer = await SendAsync("finishCall", "mutation ($id: ID!) { finishCall(callId: $id) { callId } }", new { id = callId });
        if (!Succeeded(answer) || !mine) return;
        // What was mine and is finished is gone, at whatever replica somebody looks.
        var after = await SendAsync("liveCalls", "{ liveCalls { id } }");
        if (Succeeded(after) && after.Data!["liveCalls"]!.AsArray().Any(call => (string)call!["id"]! == callId)) world.Violate("a finished call was still there");
    }

    private static bool Succeeded(GraphQLAnswer answer) => answer.Errors.Count == 0;

    private async Task<GraphQLAnswer> SendAsync(string what, string query, object? variables = null) =>
        world.Note(what, await (agent.GraphQL with { Port = ports[random.Next(ports.Count)] }).SendAsync(query, variables));
}
