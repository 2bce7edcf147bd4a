using GraphQL;
using IdBellen.Api.Calls;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Calls.Exchange;
using IdBellen.Api.Sessions;

namespace IdBellen.Api.GraphQL.Schema;

/// <summary>Every subscription starts with a snapshot and sends a whole new one when something changed.</summary>
public sealed class Subscription
{
    /// <summary>The calls that wait or are in conversation, oldest first. For agents.</summary>
    public static IAsyncEnumerable<IReadOnlyList<Call>> LiveCalls([FromServices] WatchLiveCalls watch, CancellationToken cancellationToken) =>
        watch.Execute(cancellationToken).OrRefuse();

    /// <summary>The state of the citizen's own session; completes after an end state.</summary>
    public static async Task<IAsyncEnumerable<SessionStatus>> SessionStatus(
        [FromServices] WatchSession watch, string statusToken, CancellationToken cancellationToken) =>
        (await watch.ExecuteAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>The calls that agents have taken and the exchange must connect. For the exchange.</summary>
    public static IAsyncEnumerable<IReadOnlyList<Assignment>> Assignments([FromServices] WatchAssignments watch, CancellationToken cancellationToken) =>
        watch.Execute(cancellationToken).OrRefuse();
}
