using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Postgres;
using IdBellen.Tests.Integration.Operator.Municipalities.Teardown;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Evaluation;

/// <summary>
/// What is counted in a municipality's database comes to the platform database once, and stays as a report when the municipality goes.
/// </summary>
public sealed class EvaluationRollUpTests(TestEnvironment environment)
{
    private const string Days = "SELECT concat_ws(' ', day, purpose, measure, seconds, count) FROM evaluation_day ORDER BY 1";

    [Fact]
    public async Task A_municipality_that_cannot_be_rolled_up_does_not_hold_up_the_others()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await platform.Postgres.ExecuteAsync(
            "INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at) VALUES ('00000000-0000-4000-8000-000000000001', "
                + "'aaa-nowhere', '2 minutes', now(), now())", platform.Database);
        await NoteAsync(platform,
            "('2027-01-31 23:30Z', 'uitkering', 'Started', 0, 7), ('2027-02-01 10:00Z', 'uitkering', 'Taken', 61, 3)");

        await using (var scope = scene.Operator.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<EvaluationJob>().RunAsync(TestContext.Current.CancellationToken);

        (await platform.Postgres.QueryAsync(Days, platform.Database)).Should()
            .Equal("2027-02-01 uitkering Started 0 7", "2027-02-01 uitkering Taken 63 3");
        scene.Operator.Log.Lines.Should().Contain(line => line.Contains(
            "aaa-nowhere: the roll-up of its evaluation failed with PostgresException 3D000", StringComparison.Ordinal));
        (await platform.Postgres.QueryAsync("SELECT count(*) FROM evaluation_event", names.Database)).Should().Equal("0");
        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:evaluation' AND field = 'Cron'",
            platform.Database)).Should().Equal("*/10 * * * *");
    }

    [Fact]
    public async Task Whoever_dies_between_the_halves_everything_is_counted_once()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var uid = scene.Municipality.Uid;
        var rollUp = scene.Operator.Services.GetRequiredService<EvaluationRollUp>();
        await NoteAsync(platform, "('2027-02-01 10:00Z', '', 'WrongCodes', 0, 4)");

        // Dies after the first half, with what came then noted.
        await WithAsync(scene.Operator, platform, inside => EvaluationRollUp.AddUpAsync(inside, TimeZoneInfo.Utc, CancellationToken.None));
        await NoteAsync(platform, "('2027-02-01 10:15Z', '', 'WrongCodes', 0, 2)");
        (await platform.Postgres.QueryAsync(Days, platform.Database)).Should().BeEmpty();
        await WithAsync(scene.Operator, platform,
            inside => rollUp.RunAsync(inside, uid, TimeZoneInfo.Utc, everything: false, CancellationToken.None));
        (await platform.Postgres.QueryAsync(Days, platform.Database)).Should().Equal("2027-02-01  WrongCodes 0 6");
        // Dies after the copy and before it is noted that it is one.
        await platform.Postgres.ExecuteAsync("UPDATE evaluation_day SET copied = false", names.Database);
        foreach (var _ in Enumerable.Range(0, 2)) await WithAsync(scene.Operator, platform,
            inside => rollUp.RunAsync(inside, uid, TimeZoneInfo.Utc, everything: false, CancellationToken.None));

        (await platform.Postgres.QueryAsync(Days, platform.Database)).Should().Equal("2027-02-01  WrongCodes 0 6");
    }

    [Fact]
    public async Task A_deleted_municipality_leaves_a_report_without_small_counts_and_nothing_else()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var (name, municipality) = (scene.Name, scene.Municipality);
        await NoteAsync(platform,
            "('2027-02-01 10:00Z', '', 'WrongCodes', 0, 41), ('2027-02-02 10:00Z', '', 'WrongCodes', 0, 3), ('2027-02-03 10:00Z', '', "
                + "'WrongCodes', 0, 33)");
        using var before = new StringWriter();
        (await RunAsync(platform, before, "--municipality", name)).Should().Be(1, "it still lives");

        await platform.DeleteAsync(name);
        await platform.GoneAsync(name);

        (await platform.Postgres.QueryAsync(Days, platform.Database)).Should().BeEmpty();
        (await platform.ReceiptAsync(municipality)).Kept.Should().Equal("evaluation report: counts of 0 or 5 and more");
        using var csv = new StringWriter();
        (await RunAsync(platform, csv, "--municipality", name, "--csv")).Should().Be(0);
        csv.ToString().Split("\r\n").Where(line => line.StartsWith("day,", StringComparison.Ordinal)).Should().Equal(
            "day,,2027-02,2027-02-01,0,0,0,0,0,0,41,0,0,0,,,,,,", "day,,2027-02,2027-02-02,0,0,0,0,0,0,*,0,0,0,,,,,,",
            "day,,2027-02,2027-02-03,0,0,0,0,0,0,*,0,0,0,,,,,,");
        using var json = new StringWriter();
        (await RunAsync(platform, json, "--municipality", name)).Should().Be(0);
        var report = System.Text.Json.Nodes.JsonNode.Parse(json.ToString())!.AsArray().Single()!;
        ((string)report["uid"]!, (string)report["from"]!, (string)report["until"]!).Should()
            .Be((municipality.Uid, "2027-02-01", "2027-02-03"));
        ((long)report["evaluation"]!["total"]!["counts"]!["wrongCodes"]!).Should().Be(77);
    }

    [Fact]
    public async Task A_database_that_cannot_be_counted_does_not_hold_up_its_teardown_for_ever()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        await platform.Postgres.ExecuteAsync("ALTER TABLE evaluation_event DROP COLUMN purpose", names.Database);
        var stage = scene.Operator.Services.GetServices<ITeardownStage>().Single(one => one is RollUpEvaluation);
        await using var connection = await scene.Operator.Services.GetRequiredService<PostgresServer>().Platform
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        var record = await TeardownRecord.LoadAsync(connection, municipality.Uid, CancellationToken.None);
        await record.BeginAsync(names.Tenant.Value, DateTimeOffset.UtcNow, CancellationToken.None);
        var context = new TeardownContext(municipality, names, connection, record);

        await record.EnterAsync(stage.Name, DateTimeOffset.UtcNow, CancellationToken.None);
        (await stage.RunAsync(context, CancellationToken.None)).Should().NotBe(StageResult.Complete);
        await record.AddAsync(facts => facts with { Stages = [new StageBegin(stage.Name, DateTimeOffset.UtcNow - RollUpEvaluation.Limit)] },
            CancellationToken.None);
        (await stage.RunAsync(context, CancellationToken.None)).Should().Be(StageResult.Complete);
    }

    [Fact]
    public async Task A_question_that_can_not_be_answered_says_why()
    {
        foreach (var arguments in (string[][])[[], ["--municipality"], ["arnhem"], ["--municipality", "arnhem", "--xml"]])
        {
            using var errors = new StringWriter();
            (await EvaluationReportCommand.RunAsync(arguments, "Host=127.0.0.1;Port=1", TextWriter.Null, errors)).Should().Be(2);
            errors.ToString().Should().Contain("usage:");
        }
        using var unreachable = new StringWriter();
        (await EvaluationReportCommand.RunAsync(["--municipality", "arnhem"], "Host=127.0.0.1;Port=1;Password=geheim;Username=x",
            TextWriter.Null, unreachable)).Should().Be(2);
        unreachable.ToString().Should().Contain("can't be read").And.NotContain("geheim");
    }

    private static Task<int> RunAsync(TestPlatform platform, StringWriter output, params string[] arguments) =>
        EvaluationReportCommand.RunAsync(arguments, platform.Postgres.OperatorConnection(platform.Database), output, TextWriter.Null);

    private static Task NoteAsync(TestPlatform platform, string rows) =>
        platform.Postgres.ExecuteAsync($"INSERT INTO evaluation_event VALUES {rows}", platform.Names("arnhem").Database);

    private static async Task WithAsync(RunningOperator running, TestPlatform platform, Func<NpgsqlConnection, Task> work)
    {
        var names = platform.Names("arnhem");
        await using var inside =
            await running.Services.GetRequiredService<PostgresServer>().OpenAsync(names.Database, names.OwnerRole, CancellationToken.None);
        await work(inside);
    }
}
