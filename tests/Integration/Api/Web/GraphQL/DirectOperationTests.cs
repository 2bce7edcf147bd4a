using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using GraphQL;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Web.GraphQL;

/// <summary>
/// The documents of exchanges are answered without the executer, and nobody can tell: each request is sent with the shipped document, and
/// with one that differs by a comment, which the executer runs.
/// </summary>
public sealed class DirectOperationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static int numbers;

    public static TheoryData<string, string> Requests() => new()
    {
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1,"callerNumber":"NUMBER"}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1,"callerNumber":null}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1}""" },
        { "MatchCode", """{"code":"é\"\\","callReference":"REF","attempt":1}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":0}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":10}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"","attempt":1}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":"1"}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1.0}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1.5}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":99999999999}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":null}""" },
        { "MatchCode", """{"code":1234567890,"callReference":"REF","attempt":1}""" },
        { "MatchCode", """{"code":null,"callReference":"REF","attempt":1}""" },
        { "MatchCode", """{"callReference":"REF","attempt":1}""" },
        { "MatchCode", """{"code":["0123456789"],"callReference":"REF","attempt":1,"callerNumber":{}}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1,"more":true}""" },
        { "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1,"callerNumber":31612345678}""" },
        { "MatchCode", "{}" },
        { "ReportCall", """{"callReference":"REF","state":"QUEUED","callerNumber":"NUMBER"}""" },
        { "ReportCall", """{"callReference":"REF","state":"CONNECTED"}""" },
        { "ReportCall", """{"callReference":"REF","state":"ENDED"}""" },
        { "ReportCall", """{"callReference":"REF","state":"queued"}""" },
        { "ReportCall", """{"callReference":"REF","state":"Queued"}""" },
        { "ReportCall", """{"callReference":"REF","state":0}""" },
        { "ReportCall", """{"callReference":"a b","state":"QUEUED"}""" },
        { "OpenCalls", "{}" },
        { "OpenCalls", """{"more":1}""" },
        { "RedeemPhoneToken", """{"token":"none"}""" },
        { "RedeemPhoneToken", """{"token":null}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_exchange_gets_the_answer_of_the_executer(string name, string variables)
    {
        var municipality = await fixture.SharedMunicipalityAsync();
        await SameAsync(await municipality.ExchangeAsync(), name, variables);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Who_is_no_exchange_is_refused_as_by_the_executer(string name, string variables) =>
        await SameAsync((await fixture.SharedMunicipalityAsync()).Citizen, name, variables);

    [Theory]
    [InlineData("\"MatchCode\"")]
    [InlineData("\"matchCode\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task The_name_of_the_operation_may_be_given_and_must_be_its_own(string operation)
    {
        var exchange = await (await fixture.SharedMunicipalityAsync()).ExchangeAsync();
        await SameAsync(exchange, "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1}""",
            $", \"operationName\": {operation}");
    }

    [Fact]
    public async Task A_municipality_that_is_closed_refuses_with_the_next_step()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Suspended = true });
        var exchange = await municipality.ExchangeAsync();

        var refused = await SameAsync(exchange, "ReportCall", """{"callReference":"REF","state":"QUEUED"}""");
        refused.Should().Contain("\"next\":\"END\"");
        await SameAsync(exchange, "MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1}""");
    }

    [Fact]
    public async Task A_fault_is_told_in_the_same_words_and_logged()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        await municipality.ExecuteAsync("ALTER TABLE call RENAME TO another");

        foreach (var (name, variables) in new[]
        {
            ("MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1}"""),
            ("ReportCall", """{"callReference":"REF","state":"QUEUED"}"""),
            ("OpenCalls", "{}"),
        })
        {
            var field = $"Field {char.ToLowerInvariant(name[0])}{name[1..]}";
            fixture.Log.Lines.Should().NotContain(line => line.Contains(field, StringComparison.Ordinal));
            using (await exchange.PostAsync(Body(name, variables, "", "")))
                fixture.Log.Lines.Should().Contain(line => line.Contains(field, StringComparison.Ordinal));
            (await SameAsync(exchange, name, variables)).Should().Contain("\"errors\"");
        }
    }

    [Fact]
    public async Task One_that_takes_too_long_is_given_up_in_the_same_words()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(
            municipality, port, builder => builder.Configuration["GraphQL:Timeout"] = "00:00:00.5");
        var exchange = await municipality.ExchangeAsync() with { Port = port };
        await SameAsync(exchange, "ReportCall", """{"callReference":"REF","state":"QUEUED"}""");
        await using var obstacle = new NpgsqlConnection(
            $"{fixture.Platform.Postgres.SuperuserConnection(municipality.Database)};Pooling=false");
        await obstacle.OpenAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE call IN ACCESS EXCLUSIVE MODE", obstacle);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await SameAsync(exchange, "ReportCall", """{"callReference":"REF","state":"QUEUED"}""")).Should().StartWith("503 ");
    }

    [Fact]
    public async Task Without_an_executer_they_are_answered_still_and_nothing_else_is()
    {
        var municipality = await fixture.MunicipalityAsync();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.ServingReplicaAsync(municipality, port, builder =>
            builder.Services.AddSingleton<IDocumentExecuter, ShortQueries>());
        var exchange = await municipality.ExchangeAsync() with { Port = port };

        foreach (var (name, variables) in new[]
        {
            ("MatchCode", """{"code":"0123456789","callReference":"REF","attempt":1}"""),
            ("ReportCall", """{"callReference":"REF","state":"QUEUED"}"""), ("OpenCalls", "{}"), ("RedeemPhoneToken", """{"token":"a"}"""),
        })
        {
            using var answer = await exchange.PostAsync(Body(name, variables, "", ""));
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContain("\"INTERNAL_ERROR\"");
            ((int)answer.StatusCode).Should().Be(200);
        }
        using var other = await exchange.PostAsync(Body("OpenCalls", "{}", "", "\n# For the executer."));
        ((int)other.StatusCode).Should().Be(500);
    }

    private static async Task<string> SameAsync(GraphQLClient client, string name, string variables, string more = "")
    {
        var answers = new List<string>();
        foreach (var accept in new[] { "application/graphql-response+json", "application/json", "text/event-stream" })
        {
            var both = new List<string>();
            foreach (var comment in new[] { "", "\n# For the executer." })
            {
                var reference = $"ref-{Guid.NewGuid():N}";
                using var answer = await client.PostAsync(
                    Body(name, variables.Replace("REF", reference, StringComparison.Ordinal)
                        .Replace("NUMBER", NextNumber(), StringComparison.Ordinal), more, comment), accept: accept);
                var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                both.Add($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {Regex.Replace(body, "ref-[0-9a-f]{32}", "REF",
                    RegexOptions.None, TimeSpan.FromSeconds(1))}");
            }
            both[0].Should().Be(both[1]);
            answers.Add(both[0]);
        }
        return answers[0];
    }

    // So that nobody is locked out.
    private static string NextNumber() => $"+316{Interlocked.Increment(ref numbers).ToString("00000000", CultureInfo.InvariantCulture)}";

    private static string Body(string name, string variables, string more, string comment) =>
        $"{{\"query\": {JsonSerializer.Serialize(ShippedDocumentFiles.OfExchanges()[name] + comment)}, \"variables\": {variables}{more}}}";

    /// <summary>Runs only what the fixture asks to know whether the municipality is served.</summary>
    private sealed class ShortQueries : IDocumentExecuter
    {
        private readonly DocumentExecuter executer = new();

        public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options) =>
            options.Query is ['{', ..]
                ? executer.ExecuteAsync(options) : throw new InvalidOperationException("This one runs short queries only.");
    }
}
