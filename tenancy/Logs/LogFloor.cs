namespace IdBellen.Api.Logs;

/// <summary>
/// Parts of the framework that quote tokens, codes and addresses when they are asked to tell more. However low the level that somebody sets, also for
/// one of these by name, they say nothing below these.
/// </summary>
public static class LogFloor
{
    private static readonly (string Category, LogLevel Lowest)[] Floors =
    [
        // The address of every request at Information; that of a sign-in's end holds the authorization code (RFC 6749, 4.1.2).
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // The same address again at Trace ("MessageReceived").
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.Information),
        // Whole tokens and their claims at Trace, authorization codes ("reference identifier") at Debug; what it tells at Information is redacted.
        ("OpenIddict", LogLevel.Information),
    ];

    public static ILoggingBuilder AddLogFloor(this ILoggingBuilder logging)
    {
        logging.Services.PostConfigure<LoggerFilterOptions>(Lay);
        return logging;
    }

    // Under each rule, because the most specific one counts alone; and under none, where the lowest level of all counts.
    private static void Lay(LoggerFilterOptions options)
    {
        var rules = options.Rules.Prepend(new LoggerFilterRule(providerName: null, categoryName: null, options.MinLevel, filter: null)).ToList();
        options.Rules.Clear();
        foreach (var rule in rules)
            options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                IsOnFloor(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
    }

    private static bool IsOnFloor(string? category, LogLevel level) =>
        !Floors.Any(floor => level < floor.Lowest && category?.StartsWith(floor.Category, StringComparison.Ordinal) == true);
}
