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
        WriteAsync(agent, "overview",
            [.. calls.Where(call => call is { TakenBy: null, SessionId: not null, Attributes.Count: > 0 }).Select(call => call.SessionId!.Value)],
            cancellationToken);

    /// <summary>An agent took a call and sees all of it.</summary>
    public Task TakenAsync(Caller.Person agent, Guid sessionId, CancellationToken cancellationToken) =>
        WriteAsync(agent, "taken", [sessionId], cancellationToken);

    private async Task WriteAsync(Caller.Person agent, string action, Guid[] sessions, CancellationToken cancellationToken)
    {
        if (sessions.Length == 0) return;
        var now = time.GetUtcNow();
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO data_access_log (at, account_id, session_id, action)
             SELECT {now}, {agent.AccountId}, session_id, {action} FROM unnest({sessions}) AS session_id
             ON CONFLICT DO NOTHING
             """,
            cancellationToken);
    }
}
