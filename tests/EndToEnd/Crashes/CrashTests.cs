using System.Globalization;
using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Crashes;

/// <summary>
/// Operator, api and database are killed again and again, at random moments. Nothing can be read a moment longer than its retention, and
/// what lives survives.
/// <c>IDBELLEN_SEED</c> repeats the choices of a run (not their timing), <c>IDBELLEN_ROUNDS</c> makes more of them.
/// </summary>
[Takes(70)]
public sealed class CrashTests(OwnServerFixture fixture, ITestOutputHelper output) : IClassFixture<OwnServerFixture>
{
    // As short as it may be, so that many deadlines come.
    private const string Retention = "5m";

    private readonly List<LivingCall> calls = [];
    private int seen;
    private int gone;

    [Fact]
    public async Task Nothing_outlives_its_retention_and_no_live_call_is_lost_whatever_is_killed()
    {
        var seed = Given("IDBELLEN_SEED") ?? RandomNumberGenerator.GetInt32(1_000_000);
        var rounds = Given("IDBELLEN_ROUNDS") ?? 6;
        output.WriteLine($"IDBELLEN_SEED={seed}");
        var random = new Random(seed);
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Retention = Retention });
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var scene = new CrashScene(fixture, municipality);
        await scene.StartAsync();

        var crashed = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            await CallAsync(scene, municipality);
            await LookAsync(scene, agent);
            // While the next call is under way, with all that belongs to it; which of the two comes first is chance.
            var under = CallAsync(scene, municipality);
            crashed.Add(await scene.CrashAsync(random.Next(CrashScene.Kinds)));
            await under;
            await LookAsync(scene, agent);
            scene.Advance(TimeSpan.FromSeconds(random.Next(60, 100)));
            await KeepAliveAsync(scene, municipality);
            await LookAsync(scene, agent);
        }

        await Eventually.BeTrueAsync(
            async () => (await municipality.QueryAsync(
                $"SELECT 1 FROM ({SlotKeyTables.All}) ring WHERE expires_at <= '{scene.Now.AddSeconds(-1):O}'")).Count == 0,
            what: "no key is left whose deadline has come");
        output.WriteLine(
            $"killed: {string.Join(", ", crashed)}; {calls.Count} calls, read {seen} times while they lived and {gone} times after their "
                + $"deadline");
        gone.Should().BePositive("deadlines came");
    }

    private async Task CallAsync(CrashScene scene, ServedMunicipality municipality)
    {
        var reference = Guid.NewGuid().ToString("N");
        while (true)
        {
            // A citizen whose session can't be started, or is lost on the way to its code, begins again.
            var session = await scene.AskAsync(port => municipality.StartAsync(port: port));
            var code = await session.DiscloseAsync();
            var answer = await scene.AskAsync(
                async port => await (await municipality.ExchangeAsync() with { Port = port }).MatchAsync(code, reference));
            if (answer.Outcome == "MATCHED") break;
            reference = Guid.NewGuid().ToString("N");
        }
        var row = (await scene.AskAsync(async _ => (IReadOnlyList<string>?)await municipality.QueryAsync(
            $"SELECT call.id || ' ' || (extract(epoch FROM session.expires_at) * 1000)::bigint FROM call JOIN session ON session.id = "
                + $"session_id WHERE call_reference = '{reference}'") ?? []))
            .Single().Split(' ');
        lock (calls) calls.Add(
            new LivingCall(row[0], reference, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row[1], CultureInfo.InvariantCulture))));
    }

    // An exchange repeats what it knows; without, a call ends.
    private async Task KeepAliveAsync(CrashScene scene, ServedMunicipality municipality)
    {
        foreach (var call in Known())
            await scene.AskAsync(
                async port => await (await municipality.ExchangeAsync() with { Port = port }).ReportAsync(call.Reference, "QUEUED"));
    }

    private async Task LookAsync(CrashScene scene, SignedIn agent)
    {
        foreach (var port in scene.Ports)
            foreach (var call in Known())
                await Eventually.BeTrueAsync(() => IsAsItMustBeAsync(scene, agent, call, port),
                    what: $"the call until {call.ExpiresAt:T} is as it must be at {scene.Now:T}");
    }

    private async Task<bool> IsAsItMustBeAsync(CrashScene scene, SignedIn agent, LivingCall call, int at)
    {
        var before = scene.Now;
        var all = await scene.AskAsync(
            port => (agent.GraphQL with { Port = port }).GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { id attributes { value } } }"),
            at);
        var attributes = all.SingleOrDefault(one => one.Id == call.Id)?.Attributes ?? [];
        if (before >= call.ExpiresAt)
        {
            attributes.Should().BeEmpty("its deadline has come");
            gone++;
            return true;
        }
        if (!attributes.Any(attribute => attribute.Value == ServedMunicipality.FullName)) return scene.Now >= call.ExpiresAt;
        seen++;
        return true;
    }

    private List<LivingCall> Known()
    {
        lock (calls) return [.. calls];
    }

    private static int? Given(string name) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : null;
}
