using System.Collections.Concurrent;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Random;

/// <summary>What is known of all that happened, and what must be true of it at any moment. Everyone in the world writes here.</summary>
internal sealed class CallWorld(int seed)
{
    /// <summary>Who discloses, by the key that the stand-in app knows, with the BSN that only a taker may see.</summary>
    public static readonly IReadOnlyDictionary<string, string> People = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fatima"] = "999911004",
        ["pieter"] = "999924448",
        ["sanne"] = "999945117",
    };

    private static readonly string[] Faults = ["INTERNAL", "DATABASE_UNAVAILABLE", "BAD_REQUEST"];

    private readonly ConcurrentBag<string> violations = [];
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> matchedBy = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Reference, int Attempt), string> answers = new();
    private readonly ConcurrentDictionary<string, (string Municipality, string Bsn)> disclosedTo = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> takers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> handovers = new(StringComparer.Ordinal);
    private long operations;

    public int Seed => seed;

    public long Operations => Interlocked.Read(ref operations);

    public IReadOnlyCollection<string> Violations => violations;

    public int Matched => matchedBy.Count;

    public int Taken => takers.Count;

    public int Handovers => handovers.Values.Sum();

    /// <summary>Counts an operation; a fault on our side is never right, whatever comes together.</summary>
    public T Note<T>(string what, T answer)
        where T : GraphQLAnswer
    {
        Interlocked.Increment(ref operations);
        foreach (var code in answer.Errors.Select(error => (string?)error["extensions"]?["code"] ?? "no code").Where(Faults.Contains))
            Violate($"{what} failed with {code}");
        return answer;
    }

    /// <summary>A caller with this number will show this BSN, and at this municipality alone.</summary>
    public void Disclosed(string callerNumber, string municipality, string bsn) => disclosedTo[callerNumber] = (municipality, bsn);

    /// <summary>The same reference and attempt, the same answer; one code, one call.</summary>
    public void Answered(string code, string reference, int attempt, string outcome)
    {
        if (answers.GetOrAdd((reference, attempt), outcome) is var first && first != outcome)
            Violate($"attempt {attempt} of one call was answered {first} and then {outcome}");
        if (outcome == "MATCHED" && matchedBy.GetOrAdd(code, _ => new(StringComparer.Ordinal)) is var calls && calls.TryAdd(reference, 0)
            && calls.Count > 1)
            Violate("one code was matched by two calls");
    }

    public void TakenBy(string callId, string agent) => takers.GetOrAdd(callId, _ => new(StringComparer.Ordinal)).TryAdd(agent, 0);

    public void HandedOver(string callId) => handovers.AddOrUpdate(callId, 1, (_, count) => count + 1);

    /// <summary>What an agent sees of the calls, all at one moment.</summary>
    public void Saw(string municipality, IReadOnlyList<SeenCall> calls)
    {
        if (calls.Count(call => call.Mine) > 1) Violate("an agent has two calls");
        foreach (var call in calls) Check(municipality, call);
    }

    public void Violate(string what) => violations.Add(what);

    /// <summary>After the end: nobody got a call that somebody had and kept.</summary>
    public void CheckTakers()
    {
        foreach (var (call, agents) in takers)
        {
            if (agents.Count > 1 + handovers.GetValueOrDefault(call)) Violate("a call was taken by two agents, and none had given it back");
        }
    }

    private void Check(string municipality, SeenCall call)
    {
        var bsns = call.Attributes.Select(attribute => attribute.Value).Where(People.Values.Contains).ToList();
        if (call.Mine)
        {
            if (call.CallerNumber is not { } number || bsns.Count == 0) return;
            if (!disclosedTo.TryGetValue(number, out var disclosed) || disclosed != (municipality, bsns[0]))
                Violate("a taker saw attributes of somebody else than the caller");
            return;
        }
        if (bsns.Count > 0 || call.CallerNumber is not null || call.Links.Count > 0)
            Violate("an agent who did not take a call saw what is the taker's alone");
        if (call.State != "WAITING" && call.Attributes.Count > 0)
            Violate("colleagues saw attributes of a call that was taken");
    }
}
