using IdBellen.Tenancy.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tenancy.Logs;

/// <summary>
/// Minimum log levels for parts of the framework that log tokens, codes and addresses at lower levels. They apply whatever level is
/// configured, even by name.
/// </summary>
public static class LogFloor
{
    private static readonly (string Category, LogLevel Lowest)[] Floors =
    [
        // Logs the URL of every request at Information; a sign-in callback's URL contains the authorization code (RFC 6749, 4.1.2).
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // Logs the same URL at Trace ("MessageReceived"), and at Error the exception of each invalid response, which anyone can send.
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.Critical),
        // Our handler inherits from that one and logs under its own name.
        (typeof(BrowserBoundHandler).FullName!, LogLevel.Critical),
        // Logs tokens and claims at Trace and authorization codes ("reference identifier") at Debug; at Information it redacts them.
        ("OpenIddict", LogLevel.Information),
        // They log the exception of each failed statement, connection and form, so anyone could fill the log. FaultLog counts these
        // instead.
        ("Microsoft.EntityFrameworkCore", LogLevel.Critical),
        ("Npgsql", LogLevel.Critical),
        ("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical),
        ("Microsoft.AspNetCore.Mvc", LogLevel.Warning),
    ];

    public static ILoggingBuilder AddLogFloor(this ILoggingBuilder logging)
    {
        logging.Services.PostConfigure<LoggerFilterOptions>(Lay);
        return logging;
    }

    // Under each rule, because the most specific one counts alone; and under none, where the lowest level of all counts.
    private static void Lay(LoggerFilterOptions options)
    {
        var rules = options.Rules.Prepend(new LoggerFilterRule(providerName: null, categoryName: null, options.MinLevel, filter: null))
            .ToList();
        options.Rules.Clear();
        foreach (var rule in rules)
            options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                IsOnFloor(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
    }

    private static bool IsOnFloor(string? category, LogLevel level) =>
        !Floors.Any(floor => level < floor.Lowest && category?.StartsWith(floor.Category, StringComparison.Ordinal) == true);
}
