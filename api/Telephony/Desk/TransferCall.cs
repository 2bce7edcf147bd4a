using IdBellen.Api.Agents;
using IdBellen.Api.Agents.Presence;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Calls.Desk;

/// <summary>The taker passes the call on to a colleague who is there and free. One conditional update decides, as when it is taken.</summary>
public sealed class TransferCall(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, LogAccess log, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<TransferCallResult>> ExecuteAsync(Guid callId, Guid colleagueId, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.HoldRightsAsync(colleagueId, cancellationToken);
        // Whose rights were taken away is there no longer.
        var colleague = await database.AgentPresences.AsNoTracking().Present(now)
            .FirstOrDefaultAsync(one => one.AccountId == colleagueId && one.Available, cancellationToken);
        // The row is locked, so that what is answered and what is done see the same call.
        var call = (await database.Calls.FromSql($"SELECT * FROM call WHERE id = {callId} FOR UPDATE").AsNoTracking().Include(row => row.Session)
            .ToListAsync(cancellationToken)).SingleOrDefault();
        if (call is null || call.EndedAt(now) is not null) return new TransferCallResult(TransferOutcome.Ended);
        if (call.TakenBy != agent.AccountId) return Refusal.CallNotYours;
        if (colleague is null) return new TransferCallResult(TransferOutcome.ColleagueAway);
        if (colleagueId == agent.AccountId) return new TransferCallResult(TransferOutcome.ColleagueBusy);
        try
        {
            await database.Calls.Where(row => row.Id == callId).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.TakenBy, colleagueId)
                    .SetProperty(one => one.TakenByName, colleague.DisplayName)
                    .SetProperty(one => one.TransferredBy, agent.DisplayName)
                    .SetProperty(one => one.TakenAt, now),
                cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The unique index on taken_by: the colleague has another call.
            return new TransferCallResult(TransferOutcome.ColleagueBusy);
        }
        if (call.Session is { } session) await log.TakenAsync(colleagueId, colleague.DisplayName, DataSubject.Of(session), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await hints.HintAsync(current.Value.Uid, cancellationToken);
        return new TransferCallResult(TransferOutcome.Transferred);
    }
}

/// <summary>What became of the wish to pass a call on.</summary>
public sealed record TransferCallResult(TransferOutcome Outcome);

public enum TransferOutcome
{
    /// <summary>The colleague has the call.</summary>
    Transferred,

    /// <summary>The colleague's page is closed, or the colleague is on a break. The call stays.</summary>
    ColleagueAway,

    /// <summary>The colleague has a call already. The call stays.</summary>
    ColleagueBusy,

    /// <summary>The caller has hung up.</summary>
    Ended,
}
