using GraphQL;
using IdBellen.Api.Telephony.Citizens;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Telephony.Live;
using IdBellen.Api.Web.GraphQL.Errors;

namespace IdBellen.Api.Web.GraphQL.Schema;

/// <summary>Each subscription starts with a full snapshot and sends a new one after every change.</summary>
internal sealed class Subscription
{
    /// <summary>The calls that are waiting or in conversation, oldest first. For agents.</summary>
    public static IAsyncEnumerable<IReadOnlyList<Call>> LiveCalls(
        [FromServices] WatchLiveCalls watch, CancellationToken cancellationToken) =>
        watch.Execute(cancellationToken).OrRefuse();

    /// <summary>The status of the citizen's own session; completes after a terminal state.</summary>
    public static async Task<IAsyncEnumerable<SessionStatus>> SessionStatus(
        [FromServices] WatchSession watch, string statusToken, CancellationToken cancellationToken) =>
        (await watch.ExecuteAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>The calls that agents have taken and that the exchange must connect. For the exchange.</summary>
    public static IAsyncEnumerable<IReadOnlyList<Assignment>> Assignments(
        [FromServices] WatchAssignments watch, CancellationToken cancellationToken) =>
        watch.Execute(cancellationToken).OrRefuse();
}
