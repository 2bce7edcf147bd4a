using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Limits guesses of codes to five wrong ones per caller's number in any fifteen minutes, across replicas. The rate of a whole municipality
/// is only logged, never limited. Runs in the transaction of the attempt.
/// </summary>
internal sealed partial class WrongCodes(CurrentTenant current, TenantDbContext database, TimeProvider time, ILogger<WrongCodes> logger)
{
    private const int Limit = 5;
    private const int AlertAt = 30;
    private static readonly TimeSpan AlertWindow = TimeSpan.FromMinutes(5);

    /// <summary>Whether the caller's number has reached the limit. A number that does not identify a caller is never locked.</summary>
    public async Task<bool> IsLockedAsync(CallerNumber callerNumber, CancellationToken cancellationToken)
    {
        if (HashOf(callerNumber) is not { } caller) return false;
        // Of two concurrent attempts of one number, the second must see the result of the first.
        await AdvisoryLocks.CallerNumber(Convert.ToHexString(caller)).TakeAsync(database.Database, cancellationToken);
        var since = time.GetUtcNow() - WrongCode.Lifetime;
        return await database.WrongCodes.CountAsync(wrong => wrong.CallerHash == caller && wrong.At > since, cancellationToken) >= Limit;
    }

    public async Task NoteAsync(CallerNumber? callerNumber, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        database.WrongCodes.Add(new WrongCode { CallerHash = HashOf(callerNumber), At = now });
        var since = now - AlertWindow;
        var others = await database.WrongCodes.CountAsync(wrong => wrong.At > since, cancellationToken);
        if ((others + 1) % AlertAt == 0) LogRate(logger, current.Value.Name, others + 1);
    }

    // All spellings of a number count together. A number that several callers share never locks.
    private byte[]? HashOf(CallerNumber? caller) => caller is { IdentifiesCaller: true } ? current.Value.Callers.Of(caller.Number!) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: {Count} wrong codes in five minutes; somebody may be guessing")]
    private static partial void LogRate(ILogger logger, string municipality, int count);
}
