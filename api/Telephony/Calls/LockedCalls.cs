using IdBellen.Api.Identity.Actors;
using IdBellen.Tenancy.States;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Row = IdBellen.Tenancy.TenantDatabase.Call;

namespace IdBellen.Api.Telephony.Calls;

/// <summary>
/// Use cases that depend on who has a call read it here, so that the response and the change refer to the same state. Reading the row
/// again after a conditional update is not enough: the call may have been given back, or passed on, between the two statements.
/// </summary>
internal static class LockedCalls
{
    /// <summary>
    /// Reads a call and locks its row until the end of the transaction. A lock on the call reference, or on an account, comes before it; a
    /// lock on sessions or invitations comes after it.
    /// </summary>
    /// <returns>The call without its session, not tracked; null if it does not exist.</returns>
    public static async Task<Row?> LockedCallAsync(this TenantDbContext database, Guid callId, CancellationToken cancellationToken) =>
        (await database.Calls.Locked($"id = {callId}").AsNoTracking()
            .ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>The rule for what an agent does with a call that was locked: one event if the agent has it, another if not.</summary>
    public static CallRule RuleFor(this Row? call, Actor.Person agent, CallEvent own, CallEvent ofOthers, DateTimeOffset now) =>
        CallTable.Of(CallStanding.Of(call, isRemembered: false, now), call?.TakenBy == agent.AccountId ? own : ofOthers);

    /// <summary>Reads the session of a locked call. A new statement, because the one that waited for the lock sees older rows.</summary>
    public static async Task<Session?> SessionOfAsync(this TenantDbContext database, Row call, CancellationToken cancellationToken) =>
        call.SessionId is { } id
            ? await database.Sessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
}
