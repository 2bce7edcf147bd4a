using System.Linq.Expressions;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tenancy.Texts;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SignedIn;

/// <summary>
/// Starts, finds and ends the sessions of signed-in people. Ending takes effect immediately: every request checks its session, and streams
/// check on every hint and at least every two seconds.
/// </summary>
internal sealed class SignedInSessions(CurrentTenant current, TenantDbContext database, ChangeHints hints, TimeProvider time)
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
            // Comes from a provider and appears in our own texts.
            DisplayName = HiddenCharacters.Strip(begin.DisplayName),
            Provider = tenant.Policy.SignInProvider,
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
    public Task<Actor.Person?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = SessionKey.HashOf(key);
        return FindAsync(living => living.Session.KeyHash == hash, cancellationToken);
    }

    /// <summary>The same person with the rights of now; null when the session is over.</summary>
    public Task<Actor.Person?> RenewAsync(Actor.Person person, CancellationToken cancellationToken) =>
        FindAsync(living => living.Session.Id == person.SessionId, cancellationToken);

    /// <summary>The ID token with which this person signed in; null when the session is over.</summary>
    public async Task<string?> IdTokenAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var seal = current.Value.AccountSeal;
        var token = await database.SignedInSessions.AsNoTracking().Where(session => session.Id == sessionId && session.KeyId == seal.KeyId)
            .Select(session => session.IdTokenSealed).FirstOrDefaultAsync(cancellationToken);
        return token is null ? null : seal.OpenText(token, sessionId, TokenColumn);
    }

    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken) =>
        EndAsync(session => session.Id == sessionId, cancellationToken);

    /// <summary>Ends all sessions of an account, wherever they are.</summary>
    public Task EndOfAccountAsync(Guid accountId, CancellationToken cancellationToken) =>
        EndAsync(session => session.AccountId == accountId, cancellationToken);

    /// <returns>The number of ended sessions.</returns>
    public async Task<int> EndAsync(Expression<Func<SignedInSession, bool>> which, CancellationToken cancellationToken)
    {
        var ended = await database.SignedInSessions.Where(which).ExecuteDeleteAsync(cancellationToken);
        // Within a transaction, the streams check again after at most two seconds.
        if (ended > 0) hints.Hint(current.Value.Uid);
        return ended;
    }

    private async Task<Actor.Person?> FindAsync(Expression<Func<LivingSession, bool>> which, CancellationToken cancellationToken) =>
        await database.Living(current.Value, time.GetUtcNow()).Where(which).AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken) is { } living
            ? new Actor.Person(living.Session.AccountId, living.Session.Id, living.Session.DisplayName, living.IsAgent, living.IsAdmin,
                living.Session.ExpiresAt)
            : null;
}
