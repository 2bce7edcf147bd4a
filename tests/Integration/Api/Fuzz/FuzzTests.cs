using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AwesomeAssertions.Execution;
using GraphQL.Types;
using IdBellen.Tests.Support.Api;
using Microsoft.Extensions.DependencyInjection;
using k8s;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>
/// Requests that chance makes, from anyone, with a wrong token, from an agent, an admin and the exchange. <c>IDBELLEN_SEED</c> repeats the
/// requests of a run (not their timing), <c>IDBELLEN_REQUESTS</c> makes more of them; <c>make fuzz</c> sets both.
/// </summary>
public sealed partial class FuzzTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Lines = 8;
    private const int RequestsOfEachSocket = 50;
    private const long MostGrowth = 512L << 20;

    // Docs/graphql.md has them all: the outside is away, or too much is asked.
    private static readonly string[] Unavailable =
        ["DATABASE_UNAVAILABLE", "TOO_BUSY", "TIMEOUT", "STARTING", "PROVIDER_UNAVAILABLE", "IRMA_UNREACHABLE"];

    [Fact]
    public async Task Whatever_is_sent_no_answer_is_a_fault_of_ours_and_none_tells_what_is_inside()
    {
        var seed = Number("IDBELLEN_SEED") ?? System.Random.Shared.Next();
        var requests = Number("IDBELLEN_REQUESTS") ?? 10_000;
        TestContext.Current.TestOutputHelper!.WriteLine($"IDBELLEN_SEED={seed}");
        var municipality = await fixture.MunicipalityAsync();
        var schema = fixture.Services.GetRequiredService<ISchema>();
        var (senders, secrets) = await SendersAsync(municipality);
        await municipality.IdentifiedCallAsync();
        var form = await FormAsync(municipality);
        var (logged, memory, began) = (fixture.Log.Lines.Count, GC.GetTotalMemory(forceFullCollection: true), Stopwatch.GetTimestamp());
        var (faults, statuses) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<int, int>());

        await Task.WhenAll(Enumerable.Range(0, Lines).Select(line => Task.Run(() => RunAsync(line))));

        TestContext.Current.TestOutputHelper.WriteLine(
            $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: "
                + $"{string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} × {one.Key}"))}");
        using var all = new AssertionScope($"seed {seed}");
        faults.Take(20).Should().BeEmpty();
        fixture.Log.Lines.Skip(logged).Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))
            || line.Contains("\n   at ", StringComparison.Ordinal)).Take(5).Should().BeEmpty("a log is no place for it either");
        (GC.GetTotalMemory(forceFullCollection: true) - memory).Should().BeLessThan(MostGrowth);
        statuses.Keys.Should().Contain([200, 400, 404], "otherwise it tries too little");
        (await municipality.Citizen.SendAsync("{ municipality { name } }")).Errors.Should().BeEmpty("it lives on");

        async Task RunAsync(int line)
        {
            var random = new System.Random(seed + line);
            var next = new RandomRequest(municipality, schema, random, form);
            var frames = new RandomFrames(municipality, schema, random);
            using var connection = new RawLine(fixture.Platform.Port);
            for (var count = 0; count < requests / Lines; count++)
            {
                var sender = senders[random.Next(senders.Count)];
                if (count % RequestsOfEachSocket == 0 && Leak(await frames.RunAsync(sender), OfSender(sender)) is { } heard)
                    faults.Enqueue($"a WebSocket of {sender.Name} said {heard}");
                var request = next.Next(sender);
                var answer = await connection.SendAsync(request, next.IsCutShort);
                if (next.IsCutShort) connection.Dispose();
                statuses.AddOrUpdate(answer.Status, 1, (_, before) => before + 1);
                if (Fault(answer, OfSender(sender)) is { } fault)
                    faults.Enqueue($"{fault} to {sender.Name}: {Shown(request)} → {Cut(answer.Text)}");
            }
        }

        IReadOnlyList<string> OfSender(Sender sender) => sender.MaySee ? [.. secrets.Where(one => one != ServedMunicipality.Bsn)] : secrets;
    }

    private static string? Fault(RawAnswer answer, IReadOnlyList<string> secrets) =>
        answer.Status == 503 && Unavailable.Any(code => answer.Text.Contains(code, StringComparison.Ordinal)) ? null
        // 505: of a version of HTTP that there is not.
        : answer.Status is >= 500 and not 505 || answer.Text.Contains("\"INTERNAL\"", StringComparison.Ordinal) ? $"{answer.Status}"
        : Leak(answer.Text, secrets);

    private static string? Leak(string text, IReadOnlyList<string> secrets) =>
        secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal))
            ? "a secret" : Inside().Match(text) is { Success: true } found ? found.Value : null;

    private static async Task<(IReadOnlyList<Sender> Senders, IReadOnlyList<string> Secrets)> SendersAsync(ServedMunicipality municipality)
    {
        var platform = municipality.Fixture.Platform;
        var exchange = (await municipality.ExchangeAsync()).Authorization!;
        var (agent, admin) = ((await municipality.AgentsAsync("anna"))[0], await municipality.AdminAsync());
        var database = await platform.Client.CoreV1.ReadNamespacedSecretAsync($"{municipality.Name}-database", platform.Namespace);
        var password = System.Text.Encoding.UTF8.GetString(database.Data["password"]);
        return (
            [
                new("anyone", null, MaySee: false), new("a wrong token", "Authorization: Bearer wrong", MaySee: false), new("an agent",
                    $"Cookie: {agent.Cookie}", MaySee: true),
                new("an admin", $"Cookie: {admin.Cookie}", MaySee: true), new("the exchange", $"Authorization: {exchange}", MaySee: false),
            ],
            [ServedMunicipality.Bsn, exchange["Bearer ".Length..], password]);
    }

    // So that some forms come as far as the code behind the check of their token.
    private static async Task<(string Cookie, string Token)> FormAsync(ServedMunicipality municipality)
    {
        var browser = new Browser(municipality);
        var page = await browser.SendAsync(HttpMethod.Get, "/account/password");
        return (browser.CookieHeader, Token().Match(page.Content).Groups["token"].Value is { Length: > 0 } token
            ? token : throw new InvalidOperationException("The page has no form."));
    }

    private static int? Number(string variable) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture,
            out var number) ? number : null;

    private static string Shown(byte[] request) => Cut(System.Text.Encoding.Latin1.GetString(request));

    private static string Cut(string text) => text.Length <= 1500 ? text : text[..1500];

    [GeneratedRegex(@"\w+Exception\b|\b(System|Microsoft|Npgsql|IdBellen|OpenIddict)\.[A-Z]\w+[.`(]|(?<!&amp);Password=|\bHost=127",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Inside();

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
