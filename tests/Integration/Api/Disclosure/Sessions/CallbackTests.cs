using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>What an IRMA server posts, what others post in its place, and what that costs.</summary>
public sealed class CallbackTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly JsonObject Answer = new()
    {
        ["pbdf.gemeente.personalData.fullname"] = ServedMunicipality.FullName,
        ["pbdf.gemeente.personalData.bsn"] = ServedMunicipality.Bsn,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_result_is_taken_with_and_without_a_length(bool chunked)
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();

        using var answer = await PostAsync(municipality, PathIn(irma), irma.Done(irma.Token, Answer), chunked);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await session.BecomesAsync("DISCLOSED");
    }

    // irmago posts before it answers the app, which waits four seconds for that.
    [Fact]
    public async Task A_result_is_answered_at_once_and_taken_over_afterwards_however_long_that_takes()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();
        await using var somebody = new NpgsqlConnection(fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await somebody.OpenAsync(TestContext.Current.CancellationToken);
        await using var holding = await somebody.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("SELECT FROM session FOR UPDATE", somebody, holding);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        using var answer = await PostAsync(municipality, PathIn(irma), irma.Done(irma.Token, Answer))
            .WaitAsync(TimeSpan.FromSeconds(4) * Eventually.Stretch, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await holding.RollbackAsync(TestContext.Current.CancellationToken);
        await session.BecomesAsync("DISCLOSED");
    }

    // What else may be wrong with a result is in ResultVerifierTests.
    [Fact]
    public async Task Results_that_the_IRMA_server_did_not_sign_change_nothing_and_are_told_of_once()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var session = await municipality.StartAsync();
        using var forger = RSA.Create(2048);

        foreach (var forged in (string[])[irma.Done(irma.Token, Answer, forger), """{"status":"DONE"}""",
            irma.Done(irma.Token, Answer, forger)])
            (await PostAsync(municipality, PathIn(irma), forged)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        // The lane works in turn: when this one is taken, the others were looked at.
        await PostAsync(municipality, PathIn(irma), irma.Done(irma.Token, Answer));
        await session.BecomesAsync("DISCLOSED");

        fixture.Log.Lines.Count(line => line.Contains(municipality.Name, StringComparison.Ordinal)
            && line.Contains("is not signed as its settings say", StringComparison.Ordinal))
            .Should().Be(1);
    }

    [Theory]
    [InlineData("the session's id alone")]
    [InlineData("another signature")]
    [InlineData("a signature cut short")]
    [InlineData("the ticket of another municipality")]
    [InlineData("a session that has ended")]
    [InlineData("a session that never was")]
    public async Task An_address_that_we_did_not_give_out_or_nobody_waits_at_is_answered_before_a_body_is_read(string what)
    {
        var municipality = await fixture.MunicipalityAsync();
        var session = await municipality.StartAsync();
        var id = Guid.Parse((await municipality.QueryAsync("SELECT id FROM session")).Single());
        var good = CallbackTicket.Of(Tenant(municipality), id);
        if (what == "a session that has ended")
            await municipality.Citizen.GetAsync("mutation ($t: String!) { cancelSession(statusToken: $t) { state } }",
                new { t = session.StatusToken });
        var ticket = what switch
        {
            "the session's id alone" => $"{id:N}",
            "another signature" => $"{good[..^4]}AAAA",
            "a signature cut short" => good[..^1],
            "the ticket of another municipality" => CallbackTicket.Of(Tenant(await fixture.MunicipalityAsync()), id),
            "a session that never was" => CallbackTicket.Of(Tenant(municipality), Guid.NewGuid()),
            _ => good,
        };

        // Nothing follows the headers; an answer that waits for a body would not come.
        (await HeadersAloneAsync(municipality, $"{IrmaCallback.Path}/{ticket}")).Should().StartWith("HTTP/1.1 404");
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_long_is_not_read()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.StartAsync();
        var id = Guid.Parse((await municipality.QueryAsync("SELECT id FROM session")).Single());

        (await HeadersAloneAsync(municipality, $"{IrmaCallback.Path}/{CallbackTicket.Of(Tenant(municipality), id)}",
            $"Content-Length: {ResultSize.MaxBytes + 1}"))
            .Should().StartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_given_up_and_the_result_fetched()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port,
            builder => builder.Configuration["FollowUp:CallbackPatience"] = "00:00:00.3");
        var session = await municipality.StartAsync(port: port);
        irma.Result = (context, token) => context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(irma.Done(token, Answer))).AsTask();
        irma.Status = "DONE";

        var answer = await HeadersAloneAsync(municipality, PathIn(irma), port: port);

        answer.Should().StartWith("HTTP/1.1 503");
        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_municipality_whose_server_can_not_reach_us_is_not_asked_to_post()
    {
        await using var irma = await SigningIrmaServer.StartAsync();
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Irma = spec.Irma with { Callback = false } }, irma.Url);
        var session = await municipality.StartAsync();
        irma.Result = (context, token) => context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(irma.Done(token, Answer))).AsTask();

        irma.Status = "DONE";

        await session.BecomesAsync("DISCLOSED");
        irma.Started.Single().AsObject().ContainsKey("callbackUrl").Should().BeFalse();
    }

    private Tenant Tenant(ServedMunicipality municipality) =>
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant)
            ? tenant
            : throw new InvalidOperationException("The api does not serve it.");

    // As irmago calls it.
    private static string PathIn(SigningIrmaServer irma) => $"{new Uri((string)irma.Started.Last()["callbackUrl"]!).AbsolutePath}/";

    private async Task<HttpResponseMessage> PostAsync(ServedMunicipality municipality, string path, string jwt, bool chunked = false)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post,
            new Uri($"http://127.0.0.1:{fixture.Platform.Port.ToString(CultureInfo.InvariantCulture)}{path}"));
        message.Headers.Host = municipality.Host;
        message.Headers.TransferEncodingChunked = chunked;
        message.Content = new StringContent(jwt, Encoding.UTF8, "text/plain");
        return await http.SendAsync(message);
    }

    private async Task<string> HeadersAloneAsync(
        ServedMunicipality municipality, string path, string length = "Transfer-Encoding: chunked", int? port = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port ?? fixture.Platform.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {municipality.Host}\r\nContent-Type: text/plain; charset=UTF-8\r\n{length}\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(8)) ?? "";
    }
}
