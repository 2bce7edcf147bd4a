using System.Net;
using AwesomeAssertions;
using IdBellen.Api;
using IdBellen.Tests.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Api.Tenants;

public sealed class StartTests(TestEnvironment environment)
{
    [Fact]
    public async Task An_api_that_starts_before_its_database_waits_for_it()
    {
        await using var platform = await environment.PlatformAsync();
        await platform.Postgres.ExecuteAsync($"ALTER DATABASE {platform.Database} ALLOW_CONNECTIONS false");
        await using var api = ApiHost.Build(["--urls", $"http://127.0.0.1:{platform.Port}"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Logging.ClearProviders();
        });
        await api.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{platform.Port}") };

        (await StatusAsync(http, "/healthz")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(http, "/readyz")).Should().Be(HttpStatusCode.ServiceUnavailable);

        await platform.Postgres.ExecuteAsync($"ALTER DATABASE {platform.Database} ALLOW_CONNECTIONS true");
        await using var running = await platform.StartOperatorAsync();
        await Eventually.BeTrueAsync(async () => await StatusAsync(http, "/readyz") == HttpStatusCode.OK);
        await api.StopAsync();
    }

    [Theory]
    [InlineData("Platform:ConnectionString")]
    [InlineData("Hosting:BaseDomain")]
    public async Task A_missing_setting_is_named_at_once(string setting)
    {
        await using var platform = await environment.PlatformAsync();
        var settings = platform.Settings(asOperator: false);
        settings.Remove(setting);

        var start = () => ApiHost.Build([], builder => builder.Configuration.AddInMemoryCollection(settings));

        start.Should().Throw<InvalidOperationException>().WithMessage($"*{setting.Replace(":", "__", StringComparison.Ordinal)}*");
    }

    [Theory]
    [InlineData("Database:PoolSize", "0")]
    [InlineData("Database:PoolSize", "101")]
    [InlineData("Database:DrainTime", "00:00:00")]
    public async Task A_pool_that_makes_no_sense_is_refused_at_once(string setting, string value)
    {
        await using var platform = await environment.PlatformAsync();
        await using var api = ApiHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Configuration[setting] = value;
            builder.Logging.ClearProviders();
        });

        await FluentActions.Awaiting(() => api.StartAsync()).Should().ThrowAsync<OptionsValidationException>()
            .WithMessage($"*{setting.Replace(":", "__", StringComparison.Ordinal)} must be from*");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
