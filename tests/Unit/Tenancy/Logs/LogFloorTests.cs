using IdBellen.Api;
using IdBellen.Operator;
using IdBellen.Tenancy.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Unit.Tenancy.Logs;

/// <summary>What the framework would quote is not logged, whatever level is set.</summary>
public sealed class LogFloorTests
{
    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:OpenIddict")]
    [InlineData("Logging:LogLevel:OpenIddict.Server.OpenIddictServerDispatcher")]
    [InlineData("Logging:Console:LogLevel:Default")]
    [InlineData("Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics")]
    public async Task No_setting_makes_the_framework_quote_tokens_and_addresses(string setting)
    {
        await using var api = ApiHost.Build([], builder => Set(builder, setting, "Trace"));
        await using var running = OperatorHost.Build([], builder => Set(builder, setting, "Trace"));

        Check(api, setting);
        Check(running, setting);
    }

    [Fact]
    public async Task What_is_switched_off_stays_off()
    {
        await using var api = ApiHost.Build([], builder => Set(builder, "Logging:LogLevel:Default", "None"));

        api.Services.GetRequiredService<ILoggerFactory>().CreateLogger("OpenIddict.Server.OpenIddictServerDispatcher")
            .IsEnabled(LogLevel.Critical).Should().BeFalse();
    }

    private static void Check(WebApplication program, string setting)
    {
        var loggers = program.Services.GetRequiredService<ILoggerFactory>();

        loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information).Should()
            .BeFalse("it logs addresses");
        loggers.CreateLogger("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectHandler").IsEnabled(LogLevel.Debug).Should()
            .BeFalse("it logs the answer of a sign-in");
        foreach (var handler in typeof(BrowserBoundHandler).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(OpenIdConnectHandler))))
            loggers.CreateLogger(handler).IsEnabled(LogLevel.Error).Should().BeFalse("it logs the same under its own name");
        loggers.CreateLogger("OpenIddict.Server.OpenIddictServerDispatcher").IsEnabled(LogLevel.Debug).Should().BeFalse("it logs tokens");
        loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Warning).Should().BeTrue();
        loggers.CreateLogger("IdBellen.Api").IsEnabled(LogLevel.Trace).Should()
            .Be(setting.EndsWith("Default", StringComparison.Ordinal), "the others do as they are told");
    }

    private static void Set(WebApplicationBuilder builder, string setting,
        string level) => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [setting] = level,
            ["Hosting:BaseDomain"] = "localhost",
            ["Platform:ConnectionString"] = "Host=localhost;Database=idbellen;Username=idbellen_api",
            ["Kubernetes:Namespace"] = "id-bellen",
            ["Kubernetes:SystemNamespace"] = "id-bellen-system",
        });
}
