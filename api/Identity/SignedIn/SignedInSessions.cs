using System.Linq.Expressions;
using IdBellen.Api.Agents;
using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.SignIn.Sessions;

/// <summary>
/// Begins, finds and ends the sessions of signed-in people. What is ended here is over at once: every request looks, and streams look at a hint
/// and at least every two seconds.
/// </summary>
public sealed class SignedInSessions(CurrentTenant current, TenantDbContext database, ChangeHints hints, TimeProvider time)
{
    private const string TokenColumn = "signed_in_session.id_token";

    /// <returns>The key for the cookie.</returns>
    public async Task<string> BeginAsync(NewSession begin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tenant = current.Value;
        var (id, key) = (Guid.CreateVersion7(now), SessionKey.New());
        database.SignedInSessions.Add(new SignedInSession
        {
            Id = id,
            KeyHash = SessionKey.HashOf(key),
            AccountId = begin.AccountId,
            DisplayName = begin.DisplayName,
            Provider = tenant.SignInProvider,
            Subject = begin.Subject,
            ProviderSession = begin.ProviderSession,
            IsAgent = begin.IsAgent,
            IsAdmin = begin.IsAdmin,
            IdTokenSealed = tenant.AccountSeal.Close(begin.IdToken, id, TokenColumn),
            KeyId = tenant.AccountSeal.KeyId,
            StartedAt = now,
            ExpiresAt = now + SignedInSession.Lifetime,
        });
        await database.SaveChangesAsync(cancellationToken);
        return key;
    }

    /// <summary>The person whose cookie holds this key; null when that session is over.</summary>
    public Task<Caller.Person?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = SessionKey.HashOf(key);
        return FindAsync(living => living.Session.KeyHash == hash, cancellationToken);
    }

    /// <summary>The same person with the rights of now; null when the session is over.</summary>
    public Task<Caller.Person?> RenewAsync(Caller.Person person, CancellationToken cancellationToken) =>
        FindAsync(living => living.Session.Id == person.SessionId, cancellationToken);

    /// <summary>The ID token with which this person signed in; null when the session is over.</summary>
    public async Task<string?> IdTokenAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var seal = current.Value.AccountSeal;
        var token = await database.SignedInSessions.AsNoTracking().Where(session => session.Id == sessionId && session.KeyId == seal.KeyId)
            .Select(session => session.IdTokenSealed).FirstOrDefaultAsync(cancellationToken);
        return token is null ? null : seal.OpenText(token, sessionId, TokenColumn);
    }

    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken) => EndAsync(session => session.Id == sessionId, cancellationToken);

    /// <summary>Ends all sessions of an account, wherever they are.</summary>
    public Task EndOfAccountAsync(Guid accountId, CancellationToken cancellationToken) => EndAsync(session => session.AccountId == accountId, cancellationToken);

    /// <returns>How many sessions there were.</returns>
    public async Task<int> EndAsync(Expression<Func<SignedInSession, bool>> which, CancellationToken cancellationToken)
    {
        var ended = await database.SignedInSessions.Where(which).ExecuteDeleteAsync(cancellationToken);
        // In a transaction the streams look once more after at most two seconds.
        if (ended > 0) await hints.HintAsync(current.Value.Uid, cancellationToken);
        return ended;
    }

    private async Task<Caller.Person?> FindAsync(Expression<Func<LivingSession, bool>> which, CancellationToken cancellationToken) =>
        await database.Living(current.Value, time.GetUtcNow()).Where(which).AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } living
            ? new Caller.Person(living.Session.AccountId, living.Session.Id, living.Session.DisplayName, living.IsAgent, living.IsAdmin, living.Session.ExpiresAt)
            : null;
}
