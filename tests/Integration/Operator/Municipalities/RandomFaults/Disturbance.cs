using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Operator.Municipalities.RandomFaults;

/// <summary>Makes things go wrong at random, until it is ended; then everything works again.</summary>
internal sealed class Disturbance : IAsyncDisposable
{
    private static readonly int[] Refusals = [409, 410, 429, 429, 500, 503];

    private readonly Random random;
    private readonly FaultyApiServer api;
    private readonly CuttableLine postgres;
    private readonly PostgresInstance server;
    private readonly SupervisedOperator process;
    private readonly CancellationTokenSource end = new();
    private readonly Task disturbing;
    private int inflicted;

    public Disturbance(int seed, FaultyApiServer api, CuttableLine postgres, PostgresInstance server, SupervisedOperator process)
    {
        (random, this.api, this.postgres, this.server, this.process) = (new Random(seed), api, postgres, server, process);
        api.Before = request => Draw(100) switch
        {
            < 3 => Inflict(ApiFault.Drop),
            < 6 => Inflict(ApiFault.Answer(Refusals[Draw(Refusals.Length)])),
            < 7 => Inflict(ApiFault.SilenceFor(TimeSpan.FromMilliseconds(Draw(1000)))),
            < 10 when request.IsWatch => Inflict(ApiFault.ExpiredWatch),
            < 12 when request.IsWatch => Inflict(ApiFault.SilentWatch),
            < 14 when request.IsList => Inflict(ApiFault.EmptyList),
            _ => null,
        };
        // Done, but nobody hears of it.
        api.After = (_, _) => Draw(100) < 3 ? Inflict(ApiFault.Drop) : null;
        disturbing = DisturbAsync();
    }

    /// <summary>How many requests went wrong.</summary>
    public int Inflicted => Volatile.Read(ref inflicted);

    /// <summary>
    /// How often everything broke at once: watches, the line to the API server or to PostgreSQL, its server, or the process.
    /// </summary>
    public int Outages { get; private set; }

    /// <summary>How many of these were restarts of the PostgreSQL server.</summary>
    public int ServerRestarts { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await disturbing;
        api.Before = _ => null;
        api.After = (_, _) => null;
        api.CutWatches();
        end.Dispose();
    }

    private async Task DisturbAsync()
    {
        while (!end.IsCancellationRequested)
        {
            await PauseAsync(500 + Draw(1500));
            Outages++;
            switch (Draw(10))
            {
                case < 3:
                    api.CutWatches();
                    break;
                case < 5:
                    postgres.Cut();
                    await PauseAsync(Draw(800));
                    postgres.Mend();
                    break;
                case < 7:
                    ServerRestarts++;
                    await server.CrashAsync();
                    break;
                case < 9:
                    api.Cut();
                    await PauseAsync(Draw(800));
                    api.Mend();
                    break;
                default:
                    process.Restart();
                    break;
            }
        }
    }

    // How long things are broken is part of what is tried out; nothing is waited for.
    private Task PauseAsync(int milliseconds) => Task.Delay(milliseconds, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);

    private ApiFault Inflict(ApiFault fault)
    {
        Interlocked.Increment(ref inflicted);
        return fault;
    }

    private int Draw(int below)
    {
        lock (random) return random.Next(below);
    }
}
