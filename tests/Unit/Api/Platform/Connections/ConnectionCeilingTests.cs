using System.Globalization;
using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Api.Platform.Connections;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Api.Platform.Connections;

/// <summary>Several municipalities' pools under one ceiling.</summary>
public sealed class ConnectionCeilingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider time = new();
    private readonly List<string> closed = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_all_are_in_use_the_next_one_waits_and_is_refused_when_it_takes_too_long()
    {
        var ceiling = Ceiling(1);
        var (arnhem, nijmegen) = (Pool("arnhem"), Pool("nijmegen"));
        await ceiling.EnterAsync(arnhem, Token);

        var late = ceiling.EnterAsync(nijmegen, Token).AsTask();
        late.IsCompleted.Should().BeFalse();
        time.Advance(Patience);

        await FluentActions.Awaiting(() => late).Should().ThrowAsync<TenantBusyException>();
        ceiling.Leave(arnhem);
        await ceiling.EnterAsync(nijmegen, Token);
        ceiling.Open.Should().Be(1);
    }

    [Fact]
    public async Task Who_stops_waiting_takes_nothing_from_the_next()
    {
        var ceiling = Ceiling(1);
        var (arnhem, nijmegen, tiel) = (Pool("arnhem"), Pool("nijmegen"), Pool("tiel"));
        using var stop = new CancellationTokenSource();
        await ceiling.EnterAsync(arnhem, Token);
        var stopped = ceiling.EnterAsync(nijmegen, stop.Token).AsTask();
        var next = ceiling.EnterAsync(tiel, Token).AsTask();

        await stop.CancelAsync();
        await FluentActions.Awaiting(() => stopped).Should().ThrowAsync<OperationCanceledException>();
        ceiling.Leave(arnhem);

        await next;
        ceiling.Open.Should().Be(1);
    }

    [Fact]
    public async Task A_burst_at_one_municipality_does_not_keep_another_waiting()
    {
        var ceiling = Ceiling(2);
        var (arnhem, nijmegen) = (Pool("arnhem"), Pool("nijmegen"));
        await ceiling.EnterAsync(arnhem, Token);
        await ceiling.EnterAsync(arnhem, Token);
        var burst = Enumerable.Range(0, 50).Select(_ => ceiling.EnterAsync(arnhem, Token).AsTask()).ToList();
        var other = ceiling.EnterAsync(nijmegen, Token).AsTask();

        ceiling.Leave(arnhem);
        ceiling.Leave(arnhem);

        await Task.WhenAll(burst[0], other).WaitAsync(TimeSpan.FromMinutes(1), Token);
        burst.Count(one => one.IsCompleted).Should().Be(1);
    }

    [Fact]
    public async Task The_idle_connections_of_the_pool_that_was_used_longest_ago_are_given_up()
    {
        var ceiling = Ceiling(3);
        foreach (var name in (string[])["arnhem", "nijmegen", "tiel"])
        {
            var pool = Pool(name);
            await ceiling.EnterAsync(pool, Token);
            time.Advance(TimeSpan.FromSeconds(1));
            ceiling.Leave(pool);
        }
        closed.Should().BeEmpty("there is room for three");

        await ceiling.EnterAsync(Pool("dordrecht"), Token);

        closed.Should().Equal("arnhem");
        ceiling.Open.Should().Be(3);
    }

    [Fact]
    public async Task A_pool_that_is_closed_counts_for_what_is_still_in_use()
    {
        var ceiling = Ceiling(3);
        var arnhem = Pool("arnhem");
        await ceiling.EnterAsync(arnhem, Token);
        await ceiling.EnterAsync(arnhem, Token);
        ceiling.Leave(arnhem);

        ceiling.Close(arnhem);
        ceiling.Open.Should().Be(1);
        ceiling.Leave(arnhem);

        ceiling.Open.Should().Be(0);
    }

    [Fact]
    public async Task Whatever_pools_do_there_are_never_more_than_the_ceiling_and_nobody_waits_for_ever()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("IDBELLEN_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine($"IDBELLEN_SEED={seed}");
        var ceiling = Ceiling(7);
        var pools = Enumerable.Range(0, 20).Select(number => Pool($"{number}")).ToList();
        var inUse = 0;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < 200; i++)
            {
                var pool = pools[random.Next(pools.Count)];
                using var stop = new CancellationTokenSource();
                if (random.Next(5) == 0) await stop.CancelAsync();
                try
                {
                    await ceiling.EnterAsync(pool, stop.Token);
                }
                catch (OperationCanceledException)
                {
                    continue;
                }
                Interlocked.Increment(ref inUse).Should().BeLessThanOrEqualTo(7);
                ceiling.Open.Should().BeLessThanOrEqualTo(7);
                await Task.Yield();
                Interlocked.Decrement(ref inUse);
                ceiling.Leave(pool);
            }
        }))).WaitAsync(TimeSpan.FromMinutes(1), Token);

        pools.Should().OnlyContain(pool => pool.InUse == 0 && pool.Waiting.Count == 0);
    }

    private ConnectionCeiling Ceiling(int most) => new(most, Patience, time);

    private PoolShare Pool(string name) => new(() =>
    {
        lock (closed) closed.Add(name);
    });
}
