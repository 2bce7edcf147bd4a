using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>Connections that are about to be ended, noted before they are.</summary>
public static class OpenSessions
{
    /// <param name="context">Where they are noted.</param>
    /// <param name="query">Gives pid and start, and asks for <c>@names</c>.</param>
    /// <param name="names">Of roles or databases.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task NoteAsync(TeardownContext context, [ConstantExpected] string query, string[] names, CancellationToken cancellationToken)
    {
        var open = new List<string>();
        await using (var command = context.Connection.Command(query, ("names", names)))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            // The server hides the start from who has no part in the role; a process number alone tells enough for so short a time.
            while (await reader.ReadAsync(cancellationToken))
            {
                var start = await reader.IsDBNullAsync(1, cancellationToken) ? 0 : reader.GetDateTime(1).Ticks;
                open.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt32(0)}@{start}"));
            }
        }
        await context.Record.AddAsync(facts => facts with { Connections = TeardownFacts.With(facts.Connections, open) }, cancellationToken);
    }
}
