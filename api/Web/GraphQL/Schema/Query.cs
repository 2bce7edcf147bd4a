using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Accounts;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Audit;
using IdBellen.Api.Calls;
using IdBellen.Api.Calls.Desk;
using IdBellen.Api.Evaluation;
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

    /// <summary>Where accounts are managed. For municipal admins.</summary>
    public static AccountKeeping AccountKeeping([FromServices] ReadAccountKeeping read) => read.Execute().OrRefuse();

    /// <summary>Who signed in within thirty days, the latest first, each person once. For municipal admins.</summary>
    public static async Task<IReadOnlyList<RecentSignIn>> RecentSignIns([FromServices] ListRecentSignIns list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>Who signed in, who did what to which account and who looked at whose data, newest first; the last 183 days. For municipal admins.</summary>
    public static async Task<IReadOnlyList<AuditLine>> AuditLog(
        [FromServices] ReadAuditLog read, [Id] string? before, CancellationToken cancellationToken, int first = 50) =>
        (await read.ExecuteAsync(before, first, cancellationToken)).OrRefuse();

    /// <summary>What the pilot has come to, up to this moment. For municipal admins.</summary>
    public static async Task<EvaluationView> Evaluation([FromServices] ViewEvaluation view, CancellationToken cancellationToken) =>
        (await view.ExecuteAsync(cancellationToken)).OrRefuse();
}
