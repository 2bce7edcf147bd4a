using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls;

/// <summary>Writes down who looks at whose session, before it is shown; never what was seen.</summary>
public sealed class LogAccess(TenantDbContext database, TimeProvider time)
{
    /// <summary>The overviews of waiting calls; once for each agent and session.</summary>
    public Task OverviewAsync(Caller.Person agent, IReadOnlyList<LiveCall> calls, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "overview",
            [.. calls.Where(call => call is { TakenBy: null, SessionId: not null, Attributes.Count: > 0 }).Select(call => call.SessionId!.Value)],
            cancellationToken);

    /// <summary>An agent took a call, or was given it, and sees all of it.</summary>
    public Task TakenAsync(Guid agent, string agentName, Guid sessionId, CancellationToken cancellationToken) =>
        WriteAsync((agent, agentName), "taken", [sessionId], cancellationToken);

    /// <summary>The caller disclosed during the call; the agent sees all of it.</summary>
    public Task ConfirmedAsync(Caller.Person agent, Guid sessionId, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "confirmed", [sessionId], cancellationToken);

    /// <summary>An agent followed a link that carries the caller's data; every time.</summary>
    public Task LinkAsync(Caller.Person agent, Guid sessionId, string label, CancellationToken cancellationToken) =>
        WriteAsync((agent.AccountId, agent.DisplayName), "link", [sessionId], cancellationToken, label);

    private async Task WriteAsync((Guid Id, string Name) agent, string action, Guid[] sessions, CancellationToken cancellationToken, string? link = null)
    {
        if (sessions.Length == 0) return;
        var now = time.GetUtcNow();
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO data_access_log (at, account_id, account_name, session_id, action, link)
             SELECT {now}, {agent.Id}, {agent.Name}, session_id, {action}, {link} FROM unnest({sessions}) AS session_id
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
    }
}
