using IdBellen.Api;
using IdBellen.Operator;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Platform.Retention;

/// <summary>In production all lines hold.</summary>
public sealed class ProductionTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("RetentionSwitches")]
    [InlineData("Retention")]
    [InlineData("Retention:Lines")]
    public async Task No_setting_switches_a_line_off(string section)
    {
        await using var platform = await environment.PlatformAsync();
        var settings = typeof(RetentionSwitches).GetProperties()
            .ToDictionary(line => $"{section}:{line.Name}", _ => (string?)"false", StringComparer.Ordinal);
        await using var api = ApiHost.Build([],
            builder => builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false).Concat(settings)));
        await using var running =
            OperatorHost.Build([], builder => builder.Configuration.AddInMemoryCollection(platform.Settings().Concat(settings)));

        foreach (var services in (IServiceProvider[])[api.Services, running.Services])
        {
            var lines = services.GetServices<RetentionSwitches>().Should().ContainSingle().Subject;
            typeof(RetentionSwitches).GetProperties().Where(line => line.PropertyType == typeof(bool)).Should().HaveCount(5)
                .And.OnlyContain(line => Equals(line.GetValue(lines), true));
        }
    }

    [Fact]
    public void Only_the_hosts_make_them_and_only_with_all_lines() =>
        ((string[])["tenancy", "operator", "api"])
            .SelectMany(project => Directory.EnumerateFiles(Repository.File(project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => line.Contains("new RetentionSwitches", StringComparison.Ordinal)
                || line.Contains("lines with {", StringComparison.Ordinal)))
            .Select(line => line.Trim()).Should()
            .OnlyContain(line => line == "builder.Services.AddSingleton(new RetentionSwitches());").And.HaveCount(2);
}
