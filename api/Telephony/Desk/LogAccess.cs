using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Live;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>
/// Records which agent accesses which session, before the data is shown; never what was seen. If the record cannot be written, the
/// exception propagates and nothing is shown. The data subject is passed along with the data, because its session may have been erased
/// since.
/// </summary>
internal sealed class LogAccess(CurrentTenant current, TenantDbContext database, TimeProvider time) : IAccessRecord
{
    /// <inheritdoc/>
    public IEnumerable<LiveCall> WithAttributes(IReadOnlyList<LiveCall> calls) =>
        calls.Where(call => call.TakenBy is null && VisibleCall.OverviewOf(call, current.Value).Any());

    /// <inheritdoc/>
    public Task OverviewsAsync(IReadOnlyCollection<(Actor.Person Agent, LiveCall Call)> seen, CancellationToken cancellationToken) =>
        WriteAsync("overview", [.. seen.Select(one => (one.Agent.AccountId, one.Agent.DisplayName, one.Call.Subject!))], cancellationToken);

    /// <summary>Records that an agent took or received a call and sees all of its attributes.</summary>
    public Task TakenAsync(Guid agent, string agentName, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync("taken", [(agent, agentName, subject)], cancellationToken);

    /// <summary>Records that a caller disclosed during the call, to the agent who has it.</summary>
    public Task ConfirmedAsync(Guid agent, string agentName, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync("confirmed", [(agent, agentName, subject)], cancellationToken);

    /// <summary>Records each time that an agent follows a link with the caller's data.</summary>
    public Task LinkAsync(Actor.Person agent, DataSubject subject, string label, CancellationToken cancellationToken) =>
        WriteAsync("link", [(agent.AccountId, agent.DisplayName, subject)], cancellationToken, label);

    private async Task WriteAsync(
        string action, IReadOnlyList<(Guid Agent, string Name, DataSubject Subject)> accesses, CancellationToken cancellationToken,
        string? link = null)
    {
        if (accesses.Count == 0) return;
        var now = time.GetUtcNow();
        Guid[] agents = [.. accesses.Select(access => access.Agent)];
        string[] names = [.. accesses.Select(access => access.Name)];
        Guid[] sessions = [.. accesses.Select(access => access.Subject.SessionId)];
        Guid[] traces = [.. accesses.Select(access => access.Subject.TraceId)];
        Guid[] ids = [.. accesses.Select(access => access.Subject.Id)];
        string[] activities =
            [.. accesses.Select(access => ProcessingActivity.Of(current.Value.Policy, current.Value.Origin, access.Subject.Purpose))];
        // In one order at all replicas, so that no two of them wait for each other.
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO data_access_log (at, account_id, account_name, action, link, session_id, trace_id, data_subject_id,
                 processing_activity)
             SELECT {now}, agent, name, {action}, {link}, session, trace, id, activity
                 FROM unnest({agents}, {names}, {sessions}, {traces}, {ids}, {activities})
                     AS access (agent, name, session, trace, id, activity)
                 ORDER BY session, agent
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
    }
}
