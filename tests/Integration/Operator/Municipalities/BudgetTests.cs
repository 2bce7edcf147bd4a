using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>A municipality whose connections the PostgreSQL server cannot carry is not half made.</summary>
public sealed class BudgetTests(TestEnvironment environment)
{
    [Fact]
    public async Task Without_a_declared_limit_the_operator_does_not_start_and_says_what_to_set()
    {
        await using var platform = await environment.PlatformAsync();

        var start = () => platform.StartOperatorAsync(builder => builder.Configuration["ConnectionBudget:ServerLimit"] = null);

        (await start.Should().ThrowAsync<Exception>()).Which.Message.Should().Contain("ConnectionBudget__ServerLimit");
    }

    [Fact]
    public async Task Of_several_at_once_as_many_as_fit_are_made_and_the_others_come_in_when_one_goes()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder => Limit(builder, municipalities: 2));
        var names = (string[])["arnhem", "nijmegen", "dordrecht", "papendrecht"];
        await Task.WhenAll(names.Select(name => platform.ApplyAsync(name)));

        await Eventually.BeTrueAsync(async () => (await platform.ListAsync())
            .All(one => one.Status?.Condition(ConditionTypes.WithinConnectionBudget)?.Status is "True" or "False"));
        var all = await platform.ListAsync();
        var refused = all.Where(one => one.Status!.Condition(ConditionTypes.WithinConnectionBudget)!.Status == "False").ToList();
        refused.Should().HaveCount(2);
        foreach (var one in refused)
        {
            one.Status!.Condition(ConditionTypes.Ready).Should().BeEquivalentTo(new { Status = "False", Reason = "NoRoom" });
            one.Status.Condition(ConditionTypes.WithinConnectionBudget)!.Message.Should()
                .Contain("ConnectionBudget__ServerLimit").And.Contain("2 fit into 90");
            (await platform.Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE rolname LIKE '{TestPlatform.NamesOf(one).Database}%'"))
                .Should().BeEmpty();
            (await platform.SecretAsync($"{one.Metadata.Name}-database")).Should().BeNull();
        }

        await platform.DeleteAsync(all.Except(refused).First().Metadata.Name);

        await Eventually.BeTrueAsync(
            async () => (await platform.ListAsync()).Count(one => one.Status?.Condition(ConditionTypes.Ready)?.Status == "True") == 2);
    }

    [Fact]
    public async Task Where_the_ceilings_of_all_replicas_fit_there_may_be_any_number()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder =>
        {
            Limit(builder, municipalities: 1);
            builder.Configuration["Database:MaxConnections"] = "5";
        });

        await Task.WhenAll(((string[])["arnhem", "nijmegen", "dordrecht"]).Select(name => platform.ApplyAsync(name)));

        await Eventually.BeTrueAsync(async () => (await platform.ListAsync()) is { Count: 3 } all
            && all.All(one => one.Status?.Condition(ConditionTypes.Ready)?.Status == "True"));
    }

    [Fact]
    public async Task One_that_has_its_place_keeps_it_when_the_limit_is_lowered_and_says_so()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator(builder => Limit(builder, municipalities: 1))
            .WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();

        await using var running = await scene.Platform.StartOperatorAsync(builder => Limit(builder, municipalities: 0));

        var exceeded = await scene.Platform.ConditionAsync(
            scene.Name, ConditionTypes.WithinConnectionBudget, condition => condition is { Status: "False", Reason: "Exceeded" });
        exceeded.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
    }

    private static void Limit(WebApplicationBuilder builder, int municipalities)
    {
        builder.Configuration["ConnectionBudget:ServerLimit"] = (60 + (15 * municipalities))
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        builder.Configuration["ConnectionBudget:Reserved"] = "60";
        builder.Configuration["ConnectionBudget:Replicas"] = "3";
        builder.Configuration["Database:PoolSize"] = "5";
    }
}
