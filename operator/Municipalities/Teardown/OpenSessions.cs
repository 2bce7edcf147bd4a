using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Connections that are about to be ended, noted before they are.</summary>
internal static class OpenSessions
{
    /// <param name="context">The context that records them.</param>
    /// <param name="query">Returns pid and start; has the parameter <c>@names</c>.</param>
    /// <param name="names">Names of roles or databases.</param>
    public static async Task NoteAsync(
        TeardownContext context, [ConstantExpected] string query, string[] names, CancellationToken cancellationToken)
    {
        var open = new List<string>();
        await using (var command = context.Connection.Command(query, ("names", names)))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            // The server hides the start from users who are not members of the role; the pid alone suffices for such a short time.
            while (await reader.ReadAsync(cancellationToken))
            {
                var start = await reader.IsDBNullAsync(1, cancellationToken) ? 0 : reader.GetDateTime(1).Ticks;
                open.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt32(0)}@{start}"));
            }
        }
        await context.Record.AddAsync(facts => facts with { Connections = TeardownFacts.With(facts.Connections, open) }, cancellationToken);
    }
}
