using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Calls;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Sessions;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.GraphQL.Schema;

/// <summary>What a municipal page, a citizen's browser, an agent's page or a telephone exchange may ask.</summary>
public sealed class Query
{
    /// <summary>The municipality that this host belongs to. Open to anyone.</summary>
    public static MunicipalityView Municipality([FromServices] CurrentTenant current, [FromServices] TimeProvider time) =>
        MunicipalityView.Of(current.Value, time.GetUtcNow());

    /// <summary>The signed-in agent or admin; null when nobody is signed in.</summary>
    public static Task<Viewer?> Viewer([FromServices] ReadViewer read, CancellationToken cancellationToken) => read.ExecuteAsync(cancellationToken);

    /// <summary>The calls that wait or are in conversation, oldest first. For agents.</summary>
    public static async Task<IReadOnlyList<Call>> LiveCalls([FromServices] ListLiveCalls list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>The other agents who are there, by name. For agents.</summary>
    public static async Task<IReadOnlyList<Colleague>> Colleagues([FromServices] ListColleagues list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>The state of the citizen's own session. The status token is the only key to it.</summary>
    public static async Task<SessionStatus> SessionStatus(
        [FromServices] WatchSession watch, string statusToken, CancellationToken cancellationToken) =>
        (await watch.ReadAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>The accounts kept here. For municipal admins.</summary>
    public static async Task<IReadOnlyList<AccountView>> Accounts([FromServices] ListAccounts list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();
}
