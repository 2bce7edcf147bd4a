using System.Net;
using AwesomeAssertions;
using IdBellen.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

public sealed class StartTests(TestEnvironment environment, SharedPlatform shared) : IClassFixture<SharedPlatform>
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
    [InlineData("Platform:ConnectionString", "", "Platform__ConnectionString")]
    [InlineData("Memory:CompactAfterErasure", "soon", "Memory:CompactAfterErasure")]
    public async Task A_text_that_cannot_be_read_ends_the_start_with_the_name_of_its_setting(string setting, string value, string name) =>
        (await StartAsync(setting, value).Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain(name);

    [Theory]
    [InlineData("Hosting:BaseDomain", "", "Set Hosting__BaseDomain to the domain of the municipalities' hosts.")]
    [InlineData("Hosting:Scheme", "ftp", "Hosting__Scheme must be https, or http for localhost.")]
    [InlineData("Hosting:Port", "0", "Hosting__Port must be from 1 to 65535.")]
    [InlineData("Hosting:TrustedProxies:0", "proxy", "Hosting__TrustedProxies must be networks such as 10.0.0.0/8; proxy is none.")]
    [InlineData("Kubernetes:Namespace", "", "Set Kubernetes__Namespace to the namespace of the municipalities.")]
    [InlineData("Kubernetes:RequestTimeout", "00:00:00", "Kubernetes__RequestTimeout must be from 00:00:00.1 to 00:01:30.")]
    [InlineData("Database:PoolSize", "0", "Database__PoolSize must be from 1 to 100.")]
    [InlineData("Database:PoolSize", "101", "Database__PoolSize must be from 1 to 100.")]
    [InlineData("Database:MaxConnections", "4", "Database__MaxConnections must be from 5 to 10000.")]
    [InlineData("Database:DrainTime", "00:00:00", "Database__DrainTime must be from 00:00:01 to 01:00:00.")]
    [InlineData("Evaluation:Threshold", "1", "Evaluation__Threshold must be from 2 to 100.")]
    [InlineData("FollowUp:MinPause", "00:00:00", "FollowUp__MinPause must be from 00:00:00.1 to 00:01:00.")]
    [InlineData("FollowUp:MaxStreams", "-1", "FollowUp__MaxStreams must be from 0 to 10000.")]
    [InlineData("SignIn:FormsPerMinute", "0", "SignIn__FormsPerMinute must be from 1 to 1000000.")]
    [InlineData("Mail:Port", "0", "Mail__Port must be from 1 to 65535.")]
    [InlineData("Mail:Host", "mail.example", "Set Mail__From to the address that mail is sent from.")]
    [InlineData("Admission:StreamsPerPerson", "0", "Admission__StreamsPerPerson must be from 1 to 100000.")]
    [InlineData("Admission:RequestBytesPerAddress", "1", "Admission__RequestBytesPerAddress must be from 1048576 to 2147483647.")]
    [InlineData("GraphQL:MaxTokens", "0", "GraphQL__MaxTokens must be from 1 to 100000.")]
    [InlineData("GraphQL:Timeout", "00:00:00", "GraphQL__Timeout must be from 00:00:00.001 to 01:00:00.")]
    [InlineData("Metrics:Port", "65536", "Metrics__Port must be from 1 to 65535.")]
    [InlineData("Pages:Widget", "", "Set Pages__Widget to the folder of the widget.")]
    public async Task A_setting_that_cannot_be_right_ends_the_start_with_a_sentence(string setting, string value, string sentence) =>
        (await StartAsync(setting, value).Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(sentence);

    // Nothing reaches the platform.
    private Func<Task> StartAsync(string setting, string value) => async () =>
    {
        var platform = await shared.PlatformAsync();
        await using var api = ApiHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Configuration[setting] = value;
            builder.Logging.ClearProviders();
        });
        await api.StartAsync(TestContext.Current.CancellationToken);
    };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
