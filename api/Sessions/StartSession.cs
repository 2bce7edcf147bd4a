using System.Text.Json;
using IdBellen.Api.Irma;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using FollowUp = IdBellen.Tenancy.PlatformDatabase.FollowUp;
using PlatformDbContext = IdBellen.Tenancy.PlatformDatabase.PlatformDbContext;

namespace IdBellen.Api.Sessions;

/// <summary>
/// Starts a citizen's session. Everything that can be refused is refused before anything is disclosed. The code goes to the IRMA server
/// only, inside the address that the app opens after disclosure; it is not in the answer, so that only the phone that discloses has it.
/// </summary>
public sealed class StartSession(
    CurrentTenant current, TenantDbContext database, PlatformDbContext platform, IrmaClient irma, TimeProvider time)
{
    private const int CodeTries = 10;
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    public async Task<Outcome<StartedSession>> ExecuteAsync(string purposeName, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        var now = time.GetUtcNow();
        if (tenant.Spec.AvailabilityAt(now).Refusal() is { } refusal) return refusal;
        if (tenant.Purpose(purposeName) is not { } purpose) return Refusal.PurposeUnknown;
        // Before the IRMA session starts: a session that we can't store must not reach a citizen's phone.
        await database.Database.OpenConnectionAsync(cancellationToken);

        var id = Guid.CreateVersion7(now);
        var code = await FreeCodeAsync(tenant, cancellationToken);
        var started = await irma.StartAsync(tenant.Irma, Request(tenant, purpose, id, code), cancellationToken);
        if (started.Value is not { } session) return started.Failure == IrmaFailure.Refused ? Refusal.IrmaRefused : Refusal.IrmaUnreachable;

        var statusToken = StatusToken.Create();
        try
        {
            platform.FollowUps.Add(new FollowUp { SessionId = id, TenantUid = tenant.Uid, DueAt = now + FirstLook });
            await platform.SaveChangesAsync(cancellationToken);
            database.Sessions.Add(new Session
            {
                Id = id,
                StatusTokenHash = StatusToken.HashOf(statusToken),
                Purpose = purpose.Name,
                RequestedJson = JsonSerializer.Serialize(purpose.Disclose),
                State = SessionState.Started,
                IrmaTokenSealed = tenant.Seal.Close(session.Token, id, SealedColumns.IrmaToken),
                CodeHash = tenant.Codes.Of(code),
                KeyId = tenant.Seal.KeyId,
                CreatedAt = now,
                ExpiresAt = RetentionSlot.ExpiryOf(now, tenant.Spec.Retention()),
            });
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbUpdateException or NpgsqlException or OperationCanceledException)
        {
            // Half made is worse than not made: the app must not be able to disclose to a session that nobody knows.
            await irma.CancelAsync(tenant.Irma, session.Token, CancellationToken.None);
            throw;
        }
        return new StartedSession(session.SessionPointer, statusToken);
    }

    private async Task<string> FreeCodeAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < CodeTries; tries++)
        {
            var code = DialCode.Create();
            var hash = tenant.Codes.Of(code);
            if (!await database.Sessions.AnyAsync(session => session.CodeHash == hash, cancellationToken)) return code;
        }
        throw new InvalidOperationException("No free code was found: far too many live sessions.");
    }

    private static SessionRequest Request(Tenant tenant, PurposeSpec purpose, Guid id, string code) => new()
    {
        CallbackUrl = $"{tenant.Origin}/irma/callback/{id:N}",
        Request = new DisclosureRequest
        {
            Disclose = purpose.Disclose,
            ClientReturnUrl = DialCode.TelephoneLink(tenant.Spec.PhoneNumber, tenant.Spec.DialPauses ?? 2, code),
            Host = tenant.Irma.Host,
        },
    };
}

/// <summary>A session that waits for the app.</summary>
public sealed record StartedSession(SessionPointer SessionPointer, string StatusToken)
{
    /// <summary>What the Yivi app must receive, as a QR code or a link.</summary>
    public SessionPointer SessionPointer { get; } = SessionPointer;

    /// <summary>The only key to this session's state; keep it in memory and out of URLs.</summary>
    public string StatusToken { get; } = StatusToken;
}

/// <summary>The names of sealed columns, which are part of what is sealed.</summary>
public static class SealedColumns
{
    public const string IrmaToken = "session.irma_token";
    public const string Attributes = "session.attributes";
    public const string ShownDigits = "session.shown_digits";
    public const string Frontend = "session.frontend";
    public const string CallerNumber = "call.caller_number";
    public const string InvitationCode = "invitation.code";
}
