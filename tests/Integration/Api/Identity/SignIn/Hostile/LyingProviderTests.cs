using System.IO.Compression;
using System.Text;
using IdBellen.Api.Identity.SignIn.RelyingParty;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>Documents of a provider that never end, come by drops, lead elsewhere, or are bombs.</summary>
public sealed class LyingProviderTests
{
    [Theory]
    [InlineData("endless")]
    [InlineData("endless keys")]
    [InlineData("endless error")]
    [InlineData("drip")]
    [InlineData("redirect")]
    [InlineData("bomb")]
    [InlineData("long headers")]
    public async Task A_provider_that_lies_begins_no_sign_in_and_costs_little(string lie)
    {
        var port = LoopbackPort.Free();
        var authority = $"http://127.0.0.1:{port}";
        var flood = lie == "drip" ? new Flood(" "u8.ToArray(), TimeSpan.FromMilliseconds(100)) : Flood.Of(" "u8);
        var elsewhere = 0;
        var builder = WebApplication.CreateSlimBuilder(["--urls", authority]);
        builder.Logging.ClearProviders();
        await using var provider = builder.Build();
        provider.MapGet("/elsewhere", () => Interlocked.Increment(ref elsewhere));
        provider.MapGet("/{**path}", (HttpContext context) => AnswerAsync(context, context.Request.Path == "/keys"));
        await provider.StartAsync(TestContext.Current.CancellationToken);
        using var way = new OwnProviderBackchannel();
        using var client = new HttpClient(way.Handler, disposeHandler: false);
        var discovery = new ProviderDiscovery(authority, client, requireHttps: false, TimeProvider.System);

        var ask = () => discovery.GetFreshAsync(TestContext.Current.CancellationToken);

        await ask.Should().ThrowAsync<ProviderUnavailableException>();
        flood.Sent.Should().BeLessThan(Flood.Endless, "reading stopped long before");
        elsewhere.Should().Be(0);

        async Task AnswerAsync(HttpContext context, bool isKeys)
        {
            var document = $$"""{"issuer":"{{authority}}","jwks_uri":"{{authority}}/keys","authorization_endpoint":"{{authority}}/a","token_endpoint":"{{authority}}/t"}""";
            if (lie == "endless error") context.Response.StatusCode = 500;
            if (lie == "long headers") context.Response.Headers["X-Long"] = new string('x', 100_000);
            if (lie == "bomb")
            {
                context.Response.Headers.ContentEncoding = "gzip";
                await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
                await packed.WriteAsync(Encoding.UTF8.GetBytes(document + new string(' ', 10 << 20)), context.RequestAborted);
                return;
            }
            if (lie == "redirect") context.Response.Redirect("/elsewhere");
            else if (lie is "drip" or "endless" or "endless error" || (lie == "endless keys" && isKeys)) await flood.SendAsync(context);
            else await context.Response.WriteAsync(document);
        }
    }
}
