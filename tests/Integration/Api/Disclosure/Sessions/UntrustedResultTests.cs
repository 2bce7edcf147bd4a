using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Api;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>A server whose results we can't take: the citizen is told, and does not wait until the time is up.</summary>
public sealed class UntrustedResultTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly JsonObject Answer = new()
    {
        ["pbdf.gemeente.personalData.fullname"] = ServedMunicipality.FullName,
        ["pbdf.gemeente.personalData.bsn"] = ServedMunicipality.Bsn,
    };

    [Theory]
    [InlineData("another key")]
    [InlineData("another issuer")]
    [InlineData("no key")]
    public async Task A_server_that_is_set_up_otherwise_than_its_settings_say_is_told_of_until_that_is_put_right(string what)
    {
        using var other = RSA.Create(2048);
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();
        irma.Result = (context, token) => what switch
        {
            "another key" => WriteAsync(context, irma.Done(token, Answer, other)),
            "another issuer" => WriteAsync(context, irma.Done(token, Answer, change: claims => claims["iss"] = "irma.example.nl")),
            _ => RefuseAsync(context),
        };

        irma.Status = "DONE";

        await session.BecomesAsync("MISCONFIGURED");
        fixture.Log.Lines.Should().Contain(line =>
            line.Contains(municipality.Name, StringComparison.Ordinal)
                && line.Contains("is not signed as its settings say", StringComparison.Ordinal));
        irma.Result = (context, token) => WriteAsync(context, irma.Done(token, Answer));
        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_result_that_is_too_long_ends_the_session_with_a_word_of_its_own()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();
        // Without an end.
        irma.Result = (context, _) => Flood.Of(new byte[1]).SendAsync(context);

        irma.Status = "DONE";

        await session.BecomesAsync("TOO_LARGE");
        (await municipality.QueryAsync("SELECT attributes_sealed FROM session")).Should().Equal("");
    }

    [Fact]
    public async Task A_result_that_can_not_be_fetched_at_first_is_fetched_later()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();
        irma.Status = "DONE";
        await session.BecomesAsync("UNREACHABLE");

        irma.Result = (context, token) => WriteAsync(context, irma.Done(token, Answer));

        await session.BecomesAsync("DISCLOSED");
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return context.Response.WriteAsJsonAsync(
            new { status = 500, error = "EXCEPTION", description = "Encountered unexpected problem", message = "JWT signing not supported" });
    }

    private static Task WriteAsync(HttpContext context, string jwt) =>
        context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(jwt)).AsTask();
}
