using GraphQL;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Refusals;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Api.Calls.Desk;

/// <summary>Gives a waiting call to the agent. One conditional update decides between agents, and between an agent and the caller who hangs up.</summary>
public sealed class TakeCall(
    CurrentTenant current, CurrentCaller caller, TenantDbContext database, SignedInSessions sessions, ReadLiveCall read, LogAccess log, ChangeHints hints, TimeProvider time)
{
    public async Task<Outcome<TakeCallResult>> ExecuteAsync(Guid callId, CancellationToken cancellationToken)
    {
        if (caller.Agent is not { } agent) return caller.PersonRefusal;
        var attempt = await TakeAsync(callId, agent, cancellationToken);
        if (attempt.Refusal is { } refusal) return refusal;
        if (attempt.Value == TakeOutcome.Taken) await hints.HintAsync(current.Value.Uid, cancellationToken);

        return attempt.Value == TakeOutcome.Ended || await read.ExecuteAsync(callId, cancellationToken) is not { } call
            ? new TakeCallResult(TakeOutcome.Ended, null)
            : new TakeCallResult(attempt.Value, CallView.Of(call, current.Value, agent));
    }

    private async Task<Outcome<TakeOutcome>> TakeAsync(Guid callId, Caller.Person agent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.HoldRightsAsync(agent.AccountId, cancellationToken);
        if (await sessions.RenewAsync(agent, cancellationToken) is not { } person) return Refusal.NotSignedIn;
        if (!person.IsAgent) return Refusal.NotAllowed;
        try
        {
            var taken = await database.Calls.Live(now)
                .Where(call => call.Id == callId && call.TakenBy == null)
                .ExecuteUpdateAsync(
                    call => call.SetProperty(row => row.TakenBy, agent.AccountId)
                        .SetProperty(row => row.TakenByName, agent.DisplayName)
                        .SetProperty(row => row.TakenAt, now)
                        .SetProperty(row => row.FirstTakenAt, row => row.FirstTakenAt ?? now),
                    cancellationToken);
            var call = await database.Calls.AsNoTracking().Include(row => row.Session).FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
            if (taken > 0 && call?.Session is { } session)
                await log.TakenAsync(agent.AccountId, agent.DisplayName, DataSubject.Of(session), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (call is null || (call.TakenBy is null && call.EndedAt(now) is not null)) return TakeOutcome.Ended;
            return call.TakenBy == agent.AccountId ? TakeOutcome.Taken : TakeOutcome.AlreadyTaken;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The unique index on taken_by: this agent still has another call.
            return TakeOutcome.Busy;
        }
    }
}

/// <summary>What became of the wish to take a call.</summary>
public sealed record TakeCallResult(TakeOutcome Outcome, Call? Call)
{
    public TakeOutcome Outcome { get; } = Outcome;

    /// <summary>The call as the agent now sees it; null when it has ended.</summary>
    public Call? Call { get; } = Call;
}

public enum TakeOutcome
{
    Taken,

    /// <summary>A colleague was first.</summary>
    AlreadyTaken,

    /// <summary>The caller has hung up.</summary>
    Ended,

    /// <summary>The agent still has another call; finish that one first.</summary>
    Busy,
}
