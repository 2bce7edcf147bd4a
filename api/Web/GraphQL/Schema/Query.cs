using GraphQL;
using IdBellen.Api.Identity.Accounts;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Citizens;
using IdBellen.Api.Telephony.Desk;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Telephony.Live;
using IdBellen.Api.Telephony.Presence;
using IdBellen.Api.Telephony.Telephones;
using IdBellen.Api.Web.Evaluation;
using IdBellen.Api.Web.GraphQL.Errors;

namespace IdBellen.Api.Web.GraphQL.Schema;

/// <summary>Queries for municipal websites, citizens' browsers, the agents' page and telephone exchanges.</summary>
internal sealed class Query
{
    /// <summary>The municipality that this host name belongs to. Requires no sign-in.</summary>
    public static MunicipalityView Municipality([FromServices] CurrentTenant current, [FromServices] TimeProvider time) =>
        MunicipalityView.Of(current.Value, time.GetUtcNow());

    /// <summary>The signed-in agent or admin; null when nobody is signed in.</summary>
    public static Task<Viewer?> Viewer([FromServices] ReadViewer read, CancellationToken cancellationToken) =>
        read.ExecuteAsync(cancellationToken);

    /// <summary>The calls that are waiting or in conversation, oldest first. For agents.</summary>
    public static async Task<IReadOnlyList<Call>> LiveCalls([FromServices] ListLiveCalls list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>
    /// The calls that wait or are in conversation, at most 1000, the longest silent first. For the exchange: report those as ended that it
    /// does not have any more.
    /// </summary>
    public static async Task<IReadOnlyList<OpenCall>> OpenCalls([FromServices] ListOpenCalls list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>The other agents who have the agents' page open, ordered by name. For agents.</summary>
    public static async Task<IReadOnlyList<Colleague>> Colleagues(
        [FromServices] ListColleagues list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>
    /// The telephones of the municipality on which agents may take calls, ordered by name. For agents and municipal admins.
    /// </summary>
    public static async Task<IReadOnlyList<TelephoneView>> Telephones(
        [FromServices] ListTelephones list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>The status of the citizen's own session. The status token is the only key to it.</summary>
    public static async Task<SessionStatus> SessionStatus(
        [FromServices] WatchSession watch, string statusToken, CancellationToken cancellationToken) =>
        (await watch.ReadAsync(statusToken, cancellationToken)).OrRefuse();

    /// <summary>The accounts that IdBellen manages. For municipal admins.</summary>
    public static async Task<IReadOnlyList<AccountView>> Accounts([FromServices] ListAccounts list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>Where accounts are managed. For municipal admins.</summary>
    public static AccountKeeping AccountKeeping([FromServices] ReadAccountKeeping read) => read.Execute().OrRefuse();

    /// <summary>The people who signed in during the last 30 days, most recent first, each listed once. For municipal admins.</summary>
    public static async Task<IReadOnlyList<RecentSignIn>> RecentSignIns(
        [FromServices] ListRecentSignIns list, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(cancellationToken)).OrRefuse();

    /// <summary>
    /// Sign-ins, changes to accounts and access to citizens' data in the last 183 days, newest first. For municipal admins.
    /// </summary>
    public static async Task<IReadOnlyList<AuditLine>> AuditLog(
        [FromServices] ReadAuditLog read, [Id] string? before, CancellationToken cancellationToken, int first = 50) =>
        (await read.ExecuteAsync(before, first, cancellationToken)).OrRefuse();

    /// <summary>The results of the pilot so far. For municipal admins.</summary>
    public static async Task<EvaluationView> Evaluation([FromServices] ViewEvaluation view, CancellationToken cancellationToken) =>
        (await view.ExecuteAsync(cancellationToken)).OrRefuse();
}
