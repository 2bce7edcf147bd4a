using IdBellen.Operator.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Integration.Operator.Municipalities.Teardown;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Operator.AccessLog;

/// <summary>The job that exports the logs of all municipalities, and the last export of one that is deleted.</summary>
public sealed class AccessLogJobTests(TestEnvironment environment)
{
    private const string AddRow =
        "INSERT INTO data_access_log (at, account_id, session_id, action) VALUES (now(), gen_random_uuid(), gen_random_uuid(), 'taken')";

    [Fact]
    public async Task A_wrong_setting_keeps_the_operator_from_starting()
    {
        await using var platform = await environment.PlatformAsync();

        var start = () => platform.StartOperatorAsync(builder => builder.Configuration["AccessLog:File"] = "log.jsonl");

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*AccessLog__File*");
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_shown_and_holds_up_nothing_and_a_deleted_municipality_is_exported_before_it_goes()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var scene = await Scenario.On(environment)
            .WithOperator(builder => builder.Configuration["AccessLog:Otlp:Endpoint"] = new Uri(receiver.Address, "/base").AbsoluteUri)
            .WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync(AddRow, names.Database);
        await platform.Postgres.ExecuteAsync(
            "INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at) VALUES ('00000000-0000-4000-8000-000000000001', "
                + "'nowhere', '2 minutes', now(), now())", platform.Database);

        // Each minute a run of Hangfire's comes in between, and one of ours may find it at work.
        AnswerAlways(receiver, 503);
        await EventuallyLoggedAsync(scene.Operator, "The receiver of the access logs is unavailable (HTTP 503); 1 records are waiting");
        (await WaitingAsync(platform, names.Tenant.Value)).Should().Equal("1");
        await EventuallyLoggedAsync(scene.Operator, "nowhere: the access log could not be exported: PostgresException 3D000");
        AnswerAlways(receiver, 401);
        await EventuallyLoggedAsync(scene.Operator, "refuses them (HTTP 401)");

        AnswerAlways(receiver, 200);
        await Eventually.BeTrueAsync(async () =>
        {
            await RunAsync(scene.Operator);
            return await WaitingAsync(platform, names.Tenant.Value) is ["0"];
        });
        (await platform.Postgres.QueryAsync("SELECT count(*) FROM data_access_log WHERE exported_at IS NULL", names.Database)).Should()
            .Equal("0");

        await platform.Postgres.ExecuteAsync(AddRow, names.Database);
        var last = (await platform.Postgres.QueryAsync("SELECT encode(span_id, 'hex') FROM data_access_log WHERE exported_at IS NULL",
            names.Database)).Single();
        var municipality = (await platform.FindAsync(names.Tenant.Value))!;
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);
        (await platform.ReceiptAsync(municipality)).AccessLogUnconfirmed.Should().Be(0);
        receiver.Received.SelectMany(request => request.SpanIds).Should().Contain(last);
        scene.Operator.Log.Lines.Should().NotContain(line => line.Contains("are deleted with the database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_holds_up_a_teardown_only_for_a_while()
    {
        var time = new ShiftedTime();
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Usual = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var scene = await Scenario.On(environment).WithOperator(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Configuration["AccessLog:Otlp:Endpoint"] = new Uri(receiver.Address, "/base").AbsoluteUri;
            builder.Configuration["AccessLog:Otlp:Timeout"] = "00:00:00.2";
        }).WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync(AddRow, names.Database);
        var municipality = scene.Municipality;

        await platform.DeleteAsync(names.Tenant.Value);
        await platform.StageAsync(names.Tenant.Value, "ExportingAccessLog");
        await Eventually.BeTrueAsync(() => Task.FromResult(!receiver.Received.IsEmpty));
        time.Advance(TimeSpan.FromSeconds(16));

        await platform.GoneAsync(names.Tenant.Value);
        scene.Operator.Log.Lines.Should().Contain(line => line.Contains("1 records of the access log are deleted with the "
            + "database", StringComparison.Ordinal));
        (await platform.ReceiptAsync(municipality)).AccessLogUnconfirmed.Should().Be(1);
        await platform.NothingIsLeftAsync(names);
    }

    [Fact]
    public async Task Without_a_receiver_nothing_waits_and_nothing_is_marked()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync(AddRow, names.Database);
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET access_log_waiting = 7", platform.Database);

        await RunAsync(scene.Operator);

        (await WaitingAsync(platform, names.Tenant.Value)).Should().Equal([""]);
        (await platform.Postgres.QueryAsync("SELECT count(*) FROM data_access_log WHERE exported_at IS NULL", names.Database)).Should()
            .Equal("1");
    }

    private static void AnswerAlways(OtlpReceiver receiver, int status) => receiver.Usual = (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Task EventuallyLoggedAsync(RunningOperator running, string text) => Eventually.BeTrueAsync(
        async () =>
        {
            await RunAsync(running);
            return running.Log.Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
        },
        what: $"it logs: {text}");

    private static Task<IReadOnlyList<string>> WaitingAsync(TestPlatform platform, string name) =>
        platform.Postgres.QueryAsync($"SELECT coalesce(access_log_waiting::text, '') FROM tenant WHERE name = '{name}'", platform.Database);

    private static async Task RunAsync(RunningOperator running)
    {
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccessLogJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
