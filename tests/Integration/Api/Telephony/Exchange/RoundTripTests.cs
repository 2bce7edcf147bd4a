using System.Collections.Concurrent;
using System.Diagnostics;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Exchange;

/// <summary>
/// How often a hot request goes to the municipality's database. Unlike its time, this does not depend on the machine: what background work
/// sends meanwhile is not counted, and no slot ends during a test, because the first request of a slot also makes its key.
/// </summary>
public sealed class RoundTripTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_code_is_matched_in_one_round_trip_right_or_wrong_new_call_or_known_one()
    {
        var municipality = await fixture.MunicipalityAsync();
        BeginSlot();
        var exchange = await municipality.ExchangeAsync();
        var codes = new[] { await municipality.DisclosedCodeAsync(), await municipality.DisclosedCodeAsync() };
        await exchange.ReportAsync("known", "QUEUED");
        // The first one warms the replica up.
        await exchange.MatchAsync("0123456789", "warm");
        using var trips = new RoundTrips(municipality.Database);

        (await MatchAsync(codes[0], "new")).Should().Be(("MATCHED", 1));
        (await MatchAsync("0123456789", "wrong")).Should().Be(("RETRY", 1));
        (await MatchAsync("0123456789", "wrong")).Should().Be(("RETRY", 1));
        (await MatchAsync(codes[1], "known", callerNumber: null)).Should().Be(("MATCHED", 1));
        // The number is news: it is stored under the key of the call, which the database knows.
        await exchange.ReportAsync("nameless", "QUEUED");
        (await MatchAsync("0123456789", "nameless")).Should().Be(("RETRY", 2));

        Task<(string, int)> MatchAsync(string code, string call, string? callerNumber = "+31612345678") =>
            trips.OfAsync(async () => (await exchange.MatchAsync(code, call, callerNumber: callerNumber)).Outcome);
    }

    [Fact]
    public async Task A_report_costs_one_round_trip_and_an_agent_who_takes_and_finishes_a_call_one_more_than_sign_in_and_answer()
    {
        var municipality = await fixture.MunicipalityAsync();
        BeginSlot();
        var exchange = await municipality.ExchangeAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var codes = new[] { await municipality.DisclosedCodeAsync(), await municipality.DisclosedCodeAsync() };
        await exchange.MatchAsync(codes[0], "warm");
        await TakeAndFinishAsync();
        using var trips = new RoundTrips(municipality.Database);

        (await trips.OfAsync(() => exchange.ReportAsync("new", "QUEUED"))).Should().Be(("QUEUE", 1));
        (await trips.OfAsync(() => exchange.ReportAsync("new", "QUEUED"))).Should().Be(("QUEUE", 1));
        (await trips.OfAsync(() => exchange.ReportAsync("new", "ENDED"))).Should().Be(("END", 1));
        (await trips.OfAsync(() => exchange.ReportAsync("new", "QUEUED"))).Should().Be(("END", 1));

        await exchange.MatchAsync(codes[1], "identified");
        var call = await anna.CallAsync();
        (await trips.OfAsync(async () => (await anna.TakeAsync(call.Id)).Outcome)).Should().Be(("TAKEN", 3));
        (await trips.OfAsync(() => exchange.ReportAsync("identified", "CONNECTED"))).Should().Be(("TALK", 1));
        (await trips.OfAsync(async () => $"{(await anna.FinishAsync(call.Id)).Errors.Count}")).Should().Be(("0", 2));

        await exchange.ReportAsync("another", "QUEUED");
        var other = await anna.CallAsync();
        // As the page asks, which has the call from its list.
        (await trips.OfAsync(() => OutcomeAsync(other.Id))).Should().Be(("TAKEN", 2));

        async Task<string> OutcomeAsync(string callId) => (await anna.GraphQL.GetAsync<TakeCallResult>(
            "mutation ($id: ID!) { takeCall(callId: $id) { outcome } }", new { id = callId })).Outcome;

        async Task TakeAndFinishAsync()
        {
            var first = await anna.CallAsync();
            await anna.TakeAsync(first.Id);
            await anna.FinishAsync(first.Id);
        }
    }

    // A slot is five minutes long (docs/retention.md).
    private void BeginSlot()
    {
        var slot = TimeSpan.FromMinutes(5).Ticks;
        fixture.Time.Advance(TimeSpan.FromTicks(slot - (fixture.Time.GetUtcNow().UtcTicks % slot)));
    }

    /// <summary>Counts what requests send to one database, by the traces of Npgsql.</summary>
    private sealed class RoundTrips : IDisposable
    {
        private readonly ActivitySource requests = new($"{nameof(RoundTripTests)} {Guid.NewGuid()}");
        private readonly ConcurrentBag<ActivityTraceId> sent = [];
        private readonly ActivityListener listener;

        public RoundTrips(string database)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source == requests || source.Name is "Npgsql" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if (activity.TagObjects.Any(tag => tag.Value is string value && value == database)) sent.Add(activity.TraceId);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public async Task<(string Outcome, int Count)> OfAsync(Func<Task<string>> request)
        {
            // A root of its own: the client sends the trace on, and the server continues it.
            Activity.Current = null;
            using var activity = requests.StartActivity()!;
            var outcome = await request();
            return (outcome, sent.Count(trace => trace == activity.TraceId));
        }

        public void Dispose()
        {
            listener.Dispose();
            requests.Dispose();
        }
    }
}
