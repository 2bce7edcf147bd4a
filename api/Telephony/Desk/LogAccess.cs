using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls;

/// <summary>
/// Writes down who looks at whose session, before it is shown; never what was seen. What can't be written down is not shown: the fault goes on
/// to the caller of this. The subject comes with the data that is shown, for its session may have been erased since that was read.
/// </summary>
public sealed class LogAccess(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>The overviews of waiting calls that show something; once for each agent and session.</summary>
    public Task OverviewAsync(Caller.Person agent, IReadOnlyList<LiveCall> calls, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "overview",
            [.. calls.Where(call => call.TakenBy is null && CallView.OverviewOf(call, current.Value).Any()).Select(call => call.Subject!)],
            cancellationToken);

    /// <summary>An agent took a call, or was given it, and sees all of it.</summary>
    public Task TakenAsync(Guid agent, string agentName, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync((agent, agentName), "taken", [subject], cancellationToken);

    /// <summary>The caller disclosed during the call; the agent sees all of it.</summary>
    public Task ConfirmedAsync(Caller.Person agent, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "confirmed", [subject], cancellationToken);

    /// <summary>An agent followed a link that carries the caller's data; every time.</summary>
    public Task LinkAsync(Caller.Person agent, DataSubject subject, string label, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "link", [subject], cancellationToken, label);

    private async Task WriteAsync(
        (Guid Id, string Name) agent, string action, IReadOnlyList<DataSubject> subjects, CancellationToken cancellationToken, string? link = null)
    {
        if (subjects.Count == 0) return;
        var now = time.GetUtcNow();
        Guid[] sessions = [.. subjects.Select(subject => subject.SessionId)];
        Guid[] traces = [.. subjects.Select(subject => subject.TraceId)];
        Guid[] ids = [.. subjects.Select(subject => subject.Id)];
        string[] activities = [.. subjects.Select(subject => ProcessingActivity.Of(current.Value.Spec, current.Value.Origin, subject.Purpose))];
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO data_access_log (at, account_id, account_name, action, link, session_id, trace_id, data_subject_id, processing_activity)
             SELECT {now}, {agent.Id}, {agent.Name}, {action}, {link}, subject.* FROM unnest({sessions}, {traces}, {ids}, {activities}) AS subject
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
    }
}
