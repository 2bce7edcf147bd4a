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
internal sealed class LogAccess(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    /// <summary>Records the overviews of waiting calls that contain attributes; once per agent and session.</summary>
    public Task OverviewAsync(Actor.Person agent, IReadOnlyList<LiveCall> calls, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "overview",
            [.. calls.Where(call => call.TakenBy is null && VisibleCall.OverviewOf(call, current.Value).Any())
                .Select(call => call.Subject!)],
            cancellationToken);

    /// <summary>Records that an agent took or received a call and sees all of its attributes.</summary>
    public Task TakenAsync(Guid agent, string agentName, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync((agent, agentName), "taken", [subject], cancellationToken);

    /// <summary>Records that a caller disclosed during the call, to the agent who has it.</summary>
    public Task ConfirmedAsync(Guid agent, string agentName, DataSubject subject, CancellationToken cancellationToken) =>
        WriteAsync((agent, agentName), "confirmed", [subject], cancellationToken);

    /// <summary>Records each time that an agent follows a link with the caller's data.</summary>
    public Task LinkAsync(Actor.Person agent, DataSubject subject, string label, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "link", [subject], cancellationToken, label);

    private async Task WriteAsync(
        (Guid Id, string Name) agent, string action, IReadOnlyList<DataSubject> subjects, CancellationToken cancellationToken,
        string? link = null)
    {
        if (subjects.Count == 0) return;
        var now = time.GetUtcNow();
        Guid[] sessions = [.. subjects.Select(subject => subject.SessionId)];
        Guid[] traces = [.. subjects.Select(subject => subject.TraceId)];
        Guid[] ids = [.. subjects.Select(subject => subject.Id)];
        string[] activities =
            [.. subjects.Select(subject => ProcessingActivity.Of(current.Value.Policy, current.Value.Origin, subject.Purpose))];
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO data_access_log (at, account_id, account_name, action, link, session_id, trace_id, data_subject_id,
                 processing_activity)
             SELECT {now}, {agent.Id}, {agent.Name}, {action}, {link}, subject.*
                 FROM unnest({sessions}, {traces}, {ids}, {activities}) AS subject
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
    }
}
