using System.Globalization;
using System.Text.Json.Nodes;
using IdBellen.Operator.AccessLog;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.AccessLog;

/// <summary>What a receiver of OTLP gets, and when a record counts as received: a real server, a real database.</summary>
public sealed class OtlpExportTests(TestEnvironment environment)
{
    private readonly FakeTimeProvider time = new(LoggedDisclosures.Now);

    [Theory]
    [InlineData(302, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(204, false)]
    [InlineData(429, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task Nothing_counts_as_received_by_another_answer_than_200(int status, bool passesByItself)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.AnswerWith(status);
        using var sink = Sink(receiver);

        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should()
            .Be(new Delivery.Failed($"HTTP {status}", passesByItself));
    }

    [Theory]
    [InlineData("<html>Sign in first</html>")]
    [InlineData("[]")]
    [InlineData("""{"partialSuccess":1}""")]
    [InlineData("""{"partialSuccess":{"rejectedSpans":"many"}}""")]
    public async Task Nor_by_200_from_something_that_is_no_receiver(string text)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Usual = (context, _) => context.Response.WriteAsync(text);
        using var sink = Sink(receiver);

        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should()
            .Be(new Delivery.Failed("an answer that is no OTLP", false));
    }

    [Fact]
    public async Task A_receiver_that_is_away_refuses_one_record_and_then_takes_it_gets_each_with_the_same_ids()
    {
        await using var platform = await environment.PlatformAsync();
        await using var log = await LoggedDisclosures.CreateAsync(platform, rows: 5);
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sink = Sink(receiver);
        var export = new ExportAccessLog(sink, time);

        receiver.AnswerWith(503);
        (await log.ExportAsync(export)).Should().Be(new Delivery.Failed("HTTP 503", true));
        (await log.WaitingAsync()).Should().Be(5);

        var unwanted = receiver.Received.Single().SpanIds[3];
        receiver.Usual = (context, spans) => context.Response.WriteAsync(
            spans.Any(span => (string)span["spanId"]! == unwanted)
                ? """{"partialSuccess":{"rejectedSpans":"1","errorMessage":"no"}}""" : "{}");
        (await log.ExportAsync(export)).Should().BeNull();
        var waiting = (await log.RowsAsync()).Should().ContainSingle(row => row.ExportedAt == null).Which;
        (Convert.ToHexStringLower(waiting.SpanId!), waiting.RefusedAt).Should().Be((unwanted, LoggedDisclosures.Now));
        receiver.Received.Skip(1).First().SpanIds.Should().Equal(receiver.Received.First().SpanIds, "it is the same request again");

        var soFar = receiver.Received.Count;
        await log.ExportAsync(export);
        receiver.Received.Should().HaveCount(soFar, "what was refused is not offered again at once");
        time.Advance(TimeSpan.FromHours(1));
        receiver.Usual = (context, _) => context.Response.WriteAsync("");
        await log.ExportAsync(export);
        receiver.Received.Last().SpanIds.Should().Equal(unwanted);
        (await log.WaitingAsync()).Should().Be(0);
        (await log.RowsAsync()).Should().OnlyContain(row => row.RefusedAt == null);
    }

    [Fact]
    public async Task Who_dies_between_sending_and_marking_makes_the_receiver_get_the_very_same_again()
    {
        await using var platform = await environment.PlatformAsync();
        await using var log = await LoggedDisclosures.CreateAsync(platform, rows: 3);
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sink = Sink(receiver);
        var export = new ExportAccessLog(sink, time);
        await log.ExecuteAsync("ALTER TABLE data_access_log ADD CONSTRAINT dead CHECK (exported_at IS NULL)");

        await log.Invoking(one => one.ExportAsync(export)).Should().ThrowAsync<PostgresException>();
        await log.ExecuteAsync("ALTER TABLE data_access_log DROP CONSTRAINT dead");
        (await log.WaitingAsync()).Should().Be(3);
        await log.ExportAsync(export);
        await log.ExportAsync(export);

        receiver.Received.Should().HaveCount(2, "what is marked is not sent again");
        receiver.Received.Last().Text.Should().Be(receiver.Received.First().Text);
        receiver.Received.Last().SpanIds.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_request_has_the_fields_of_the_standard_in_the_mapping_of_OTLP_and_nothing_else()
    {
        await using var platform = await environment.PlatformAsync();
        await using var log = await LoggedDisclosures.CreateAsync(platform, rows: 0);
        await log.AddAsync("link", "Open zaaksysteem");
        var row = (await log.RowsAsync()).Single();
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sink = Sink(receiver, headers: "x-tenant=a%20b,authorization=Basic%20x");

        await log.ExportAsync(new ExportAccessLog(sink, time));

        var request = receiver.Received.Single();
        request.ContentType.Should().Be("application/json");
        (request.Headers["x-tenant"], request.Headers["authorization"]).Should().Be(("a b", "Basic x"));
        var resource = request.Json["resourceSpans"]![0]!["resource"]!;
        Attributes(resource).Should().Contain("service.name", "id-bellen").And.Contain("idbellen.municipality", "arnhem").And.ContainKey(
            "service.version");
        var span = request.Spans.Single();
        ((string)span["traceId"]!).Should().MatchRegex("^[0-9a-f]{32}$").And.Be(row.TraceId.ToString("N"));
        ((string)span["spanId"]!).Should().MatchRegex("^[0-9a-f]{16}$").And.Be(Convert.ToHexStringLower(row.SpanId!));
        span["name"]!.GetValue<string>().Should().Be("Gegevens van de beller doorgegeven via een koppeling");
        span["kind"]!.GetValue<int>().Should().Be(1);
        var nanoseconds = LoggedDisclosures.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "456000";
        (span["startTimeUnixNano"]!.GetValue<string>(), span["endTimeUnixNano"]!.GetValue<string>()).Should()
            .Be((nanoseconds, nanoseconds));
        span["status"]!["code"]!.GetValue<int>().Should().Be(0);
        Attributes(span).Should().BeEquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["dpl.core.processing_activity_id"] = "https://register.example/1",
            ["dpl.core.data_subject_id"] = row.DataSubjectId.ToString(),
            ["dpl.core.data_subject_id_type"] = "sessiepseudoniem",
            ["user.id"] = row.AccountId.ToString(),
            ["idbellen.action"] = "link",
            ["idbellen.link"] = "Open zaaksysteem",
        });
        request.Text.Should().NotContainAny("Anna de agent", row.SessionId.ToString(), row.SessionId.ToString("N"));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sink = Sink(receiver);
        receiver.Answers.Enqueue((context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "600");
            return Task.CompletedTask;
        });
        await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(599));
        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should().BeOfType<Delivery.Failed>();
        receiver.Received.Should().ContainSingle();
        time.Advance(TimeSpan.FromSeconds(1));
        (await sink.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should().BeOfType<Delivery.Confirmed>();
    }

    [Fact]
    public async Task Only_a_receiver_that_shows_a_trusted_certificate_gets_anything()
    {
        using var certificate = new LoopbackCertificate();
        await using var receiver = await OtlpReceiver.StartAsync(certificate.WithKey);
        using var strange = Sink(receiver);
        using var known = Sink(receiver, authorities: certificate.WithKey.ExportCertificatePem());

        (await strange.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should()
            .Be(new Delivery.Failed("SecureConnectionError", false));
        receiver.Received.Should().BeEmpty();
        (await known.DeliverAsync(new("arnhem"), [], TestContext.Current.CancellationToken)).Should().BeOfType<Delivery.Confirmed>();
    }

    [Fact]
    public async Task A_long_log_goes_in_batches_in_its_order()
    {
        await using var platform = await environment.PlatformAsync();
        await using var log = await LoggedDisclosures.CreateAsync(platform, rows: 0);
        await log.ExecuteAsync(
            "INSERT INTO data_access_log (at, account_id, session_id, action) SELECT now(), gen_random_uuid(), gen_random_uuid(), 'taken' "
                + "FROM generate_series(1, 450)");
        await using var receiver = await OtlpReceiver.StartAsync();
        using var sink = Sink(receiver);

        await log.ExportAsync(new ExportAccessLog(sink, time));

        receiver.Received.Select(request => request.Spans.Count).Should().Equal(200, 200, 50);
        receiver.Received.SelectMany(request => request.SpanIds).Should()
            .Equal((await log.RowsAsync()).Select(row => Convert.ToHexStringLower(row.SpanId!)));
        receiver.Received.SelectMany(request => request.Spans).Select(span => (string)span["traceId"]!).Should().OnlyHaveUniqueItems();
    }

    private static Dictionary<string, string> Attributes(JsonNode of) =>
        of["attributes"]!.AsArray()
            .ToDictionary(one => (string)one!["key"]!, one => (string)one!["value"]!["stringValue"]!, StringComparer.Ordinal);

    private OtlpSink Sink(OtlpReceiver receiver, string? headers = null, string? authorities = null) =>
        new(new OtlpOptions { Endpoint = new Uri(receiver.Address, "/base/"), Headers = headers, Authorities = authorities }, time);
}
