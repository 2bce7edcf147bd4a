using System.Runtime.CompilerServices;
using IdBellen.Api.Platform.Feeds;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdBellen.Tests.Unit.Api.Platform.Feeds;

public sealed class TenantFeedsTests
{
    [Fact]
    public async Task A_tenant_that_is_gone_leaves_nothing_behind()
    {
        using var loggers = new ForgottenLoggers();
        using var feeds = new NoFeeds(loggers);

        for (var count = 0; count < 5; count++) await WatchToTheEndAsync(feeds, $"gone-{count}");

        loggers.Made.Should().Be(5);
        await Eventually.BeTrueAsync(() =>
        {
            GC.Collect();
            return Task.FromResult(loggers.Alive == 0);
        });
        GC.KeepAlive(feeds);
    }

    [Fact]
    public async Task A_feed_that_has_ended_is_followed_by_another()
    {
        using var loggers = new ForgottenLoggers();
        using var feeds = new NoFeeds(loggers);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => WatchToTheEndAsync(feeds, "one"))));

        loggers.Made.Should().BeGreaterThan(0);
    }

    // The registry serves nobody: the first reading finds the tenant gone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task WatchToTheEndAsync(NoFeeds feeds, string uid) =>
        (await feeds.WatchAsync(Gone(uid), new(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken))
            .Should().BeEmpty();

    private static Tenant Gone(string uid) => new()
    {
        Uid = uid,
        Name = uid,
        Policy = null!,
        Origin = "",
        Hosts = [],
        Database = null!,
        Key = null!,
        SlotKeys = null!,
        AccountSeal = null!,
        Codes = null!,
        Callbacks = null!,
        Callers = null!,
        ExchangeTokenHash = [],
        Irma = null!,
        Provider = null!,
        FirstAdminLinks = new Dictionary<string, string>(),
    };

    private sealed class NoFeeds(ILoggerFactory loggers) : TenantFeeds<object, object>(
        new ServedTenants(null!, null!, null!, new HostingOptions(), NullLogger<ServedTenants>.Instance), new TenantScopes(null!),
        TimeProvider.System, loggers)
    {
        protected override ITenantProjection<object, object> NewProjection() => new Nothing();
    }

    private sealed class Nothing : ITenantProjection<object, object>
    {
        public Task<object> ReadAsync(IServiceProvider scope, IReadOnlyList<object> subscribers, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("There is no tenant to read.");
    }

    // Each feed holds the one logger that was made for it.
    private sealed class ForgottenLoggers : ILoggerFactory
    {
        private readonly List<WeakReference> made = [];

        public int Made
        {
            get { lock (made) return made.Count; }
        }

        public int Alive
        {
            get { lock (made) return made.Count(one => one.IsAlive); }
        }

        public ILogger CreateLogger(string categoryName)
        {
            var logger = new SilentLogger();
            lock (made) made.Add(new WeakReference(logger));
            return logger;
        }

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private sealed class SilentLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
