using System.Security.Cryptography;
using System.Text;
using IdBellen.Operator.Municipalities.Conditions;
using IdBellen.Operator.Municipalities.Probes;
using IdBellen.Operator.Municipalities.SignIn;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Probes;

/// <summary>What a use of a credential tells, at servers that answer as irmago (v1.3.0) and OpenID providers do.</summary>
public sealed class ProbeTests
{
    private const string Unmarshal = """{"status":400,"error":"INVALID_REQUEST","message":"Failed to JSON unmarshal request bytes"}""";
    private const string Unauthenticated = """{"status":400,"error":"INVALID_REQUEST","message":"request could not be authenticated"}""";

    private static readonly IrmaSpec Settings = new()
    {
        RequestorTokenRef = new SecretKeyRef { Name = "arnhem-irma", Key = "token" },
        ResultPublicKeyRef = new SecretKeyRef { Name = "arnhem-irma", Key = "publicKey" },
    };

    [Theory]
    [InlineData("geheim", 400, Unmarshal, "Answered", true)]
    [InlineData("geheim", 403, """{"status":403,"error":"UNAUTHORIZED"}""", "TokenRefused", false)]
    [InlineData("geheim", 401, "", "TokenRefused", false)]
    [InlineData("geheim", 400, Unauthenticated, "TokenNotWanted", false)]
    [InlineData(null, 400, Unauthenticated, "TokenMissing", false)]
    [InlineData(null, 400, Unmarshal, "Answered", true)]
    [InlineData("geheim", 404, "404 page not found", "NotIrma", false)]
    [InlineData("geheim", 500, "", "NotIrma", false)]
    public async Task A_requestor_token_is_proved_by_a_request_that_starts_nothing(
        string? token, int status, string body, string reason, bool isGood)
    {
        using var key = RSA.Create(2048);
        await using var server = await ServerAsync(app =>
        {
            app.MapGet("/publickey", () => key.ExportSubjectPublicKeyInfoPem());
            app.MapPost("/session", (HttpRequest request) => request.Headers.Authorization.ToString() == (token ?? "")
                ? Results.Text(body, "application/json", statusCode: status) : Results.StatusCode(418));
        });

        var outcome = await ProbeAsync(server, token, key.ExportSubjectPublicKeyInfoPem());

        outcome.Should().BeEquivalentTo(new { Status = isGood, Reason = reason, Blocks = false });
        outcome.Message.Should().NotContain("geheim");
        if (reason is "TokenRefused" or "TokenNotWanted") outcome.Message.Should().Contain("key token of Secret arnhem-irma");
    }

    [Theory]
    [InlineData(200, "other", "PublicKeyDiffers")]
    [InlineData(501, "", "NoJwtKey")]
    [InlineData(200, "<html>", "NotIrma")]
    [InlineData(404, "", "NotIrma")]
    public async Task The_public_key_is_compared_with_the_servers(int status, string told, string reason)
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        await using var server = await ServerAsync(app => app.MapGet("/publickey", () =>
            Results.Text(told == "other" ? other.ExportSubjectPublicKeyInfoPem() : told, statusCode: status)));

        var outcome = await ProbeAsync(server, null, key.ExportSubjectPublicKeyInfoPem());

        outcome.Should().BeEquivalentTo(new { Status = false, Reason = reason, Blocks = false });
        if (reason is "PublicKeyDiffers" or "NoJwtKey") outcome.Message.Should().Contain("publicKey of Secret arnhem-irma");
    }

    [Fact]
    public async Task A_gateway_before_the_server_gets_its_header_with_every_request()
    {
        using var key = RSA.Create(2048);
        var keys = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var server = await ServerAsync(app =>
        {
            app.Use((context, next) =>
            {
                keys.Add($"{context.Request.Path} {context.Request.Headers["X-Api-Key"]}");
                return next(context);
            });
            app.MapGet("/health", () => "OK");
            app.MapGet("/publickey", () => key.ExportSubjectPublicKeyInfoPem());
            app.MapPost("/session", () => Results.Text("""{"error":"INVALID_REQUEST"}""", "application/json", statusCode: 400));
        });
        using var http = new OutboundHttp();
        var irma = Settings with
        {
            ServerUrl = server.Urls.Single(),
            RequestorTokenRef = null,
            Gateway = new IrmaGatewaySpec { Header = "X-Api-Key", ValueRef = new SecretKeyRef { Name = "arnhem-irma", Key = "gateway" } },
        };
        var credentials = new IrmaCredentials(null, Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem()), "open-sesame");

        await new IrmaProbe(http).ReachAsync(irma, credentials, TestContext.Current.CancellationToken);
        var outcome = await new IrmaProbe(http).RunAsync(irma, credentials, TestContext.Current.CancellationToken);

        outcome.Reason.Should().Be("Answered");
        keys.Should().BeEquivalentTo("/health open-sesame", "/publickey open-sesame", "/session open-sesame");
    }

    [Fact]
    public async Task A_server_that_floods_is_given_up()
    {
        await using var server = await ServerAsync(app => app.MapGet("/publickey", async (HttpResponse response) =>
        {
            for (var sent = 0; sent < 64; sent++) await response.Body.WriteAsync(new byte[1 << 16]);
        }));

        await FluentActions.Awaiting(() => ProbeAsync(server, null, "")).Should().ThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", "ClientSecretRefused", false)]
    [InlineData(400, """{"error":"invalid_client"}""", "ClientSecretRefused", false)]
    [InlineData(401, "Unauthorized", "ClientSecretRefused", false)]
    [InlineData(400, """{"error":"unauthorized_client"}""", "ClientNotAllowed", false)]
    [InlineData(400, """{"error":"invalid_grant"}""", "ProviderAnswers", true)]
    [InlineData(400, """{"error":"invalid_request"}""", "ProviderAnswers", true)]
    [InlineData(502, "<html>", "ProviderAnswers", true)]
    public async Task A_client_secret_is_proved_without_signing_anybody_in(int status, string body, string reason, bool isGood)
    {
        IFormCollection? sent = null;
        await using var server = await ServerAsync(app => app.MapPost("/token", async (HttpRequest request) =>
        {
            sent = await request.ReadFormAsync();
            return Results.Text(body, "application/json", statusCode: status);
        }));
        using var http = new OutboundHttp();
        var signIn = new SignInSpec
        {
            Authority = server.Urls.Single(),
            ClientId = "id-bellen",
            ClientSecretRef = new SecretKeyRef { Name = "arnhem-external", Key = "clientSecret" }
        };

        var outcome = await new ExternalProvider(http).TryClientAsync(
            signIn, new Uri($"{server.Urls.Single()}/token"), "geheim+ &", "https://arnhem.nl/sign-in/callback",
            TestContext.Current.CancellationToken);

        outcome.Should().BeEquivalentTo(new { Status = isGood, Reason = reason });
        outcome.Message.Should().NotContain("geheim");
        if (reason == "ClientSecretRefused") outcome.Message.Should().Contain("key clientSecret of Secret arnhem-external");
        sent!["client_secret"].ToString().Should().Be("geheim+ &");
    }

    [Fact]
    public async Task A_credential_is_used_again_only_when_it_has_changed_or_time_has_passed()
    {
        var time = new IdBellen.Tests.Support.Environment.ShiftedTime();
        var memory = new ProbeMemory(time);
        var uses = 0;
        Task<StepOutcome> Use(string token) =>
            memory.RunAsync("uid/irma", ["https://irma", token], () => Task.FromResult(StepOutcome.Done("Answered", $"{++uses}")));

        await Use("a");
        await Use("a");
        uses.Should().Be(1);
        await Use("b");
        uses.Should().Be(2);
        time.Advance(TimeSpan.FromMinutes(11));
        await Use("b");
        uses.Should().Be(3);
    }

    private static async Task<StepOutcome> ProbeAsync(WebApplication server, string? token, string publicKey)
    {
        using var http = new OutboundHttp();
        var irma = Settings with
        {
            ServerUrl = server.Urls.Single(),
            RequestorTokenRef = token is null
            ? null : Settings.RequestorTokenRef
        };
        return await new IrmaProbe(http).RunAsync(irma, new IrmaCredentials(token, Encoding.UTF8.GetBytes(publicKey), Gateway: null),
            TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> ServerAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        map(app);
        await app.StartAsync();
        return app;
    }
}
