using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Calls.Exchange;

/// <summary>
/// Keeps who guesses codes out, without keeping a city out: one caller's number has five wrong codes in any fifteen minutes, at whatever
/// replica; a municipality's rate is only told. Runs in the transaction of the attempt.
/// </summary>
public sealed partial class WrongCodes(CurrentTenant current, TenantDbContext database, TimeProvider time, ILogger<WrongCodes> logger)
{
    private const int Limit = 5;
    private const int AlertAt = 30;
    private static readonly TimeSpan AlertWindow = TimeSpan.FromMinutes(5);

    /// <summary>Whether the caller's number has had all its chances for now. A number that the exchange does not know is never locked.</summary>
    public async Task<bool> IsLockedAsync(string? callerNumber, CancellationToken cancellationToken)
    {
        if (HashOf(callerNumber) is not { } caller) return false;
        // Of two attempts of one number the second must see what the first one did.
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({Convert.ToHexString(caller)}, 1))", cancellationToken);
        var since = time.GetUtcNow() - WrongCode.Lifetime;
        return await database.WrongCodes.CountAsync(wrong => wrong.CallerHash == caller && wrong.At > since, cancellationToken) >= Limit;
    }

    public async Task NoteAsync(string? callerNumber, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        database.WrongCodes.Add(new WrongCode { CallerHash = HashOf(callerNumber), At = now });
        var since = now - AlertWindow;
        var others = await database.WrongCodes.CountAsync(wrong => wrong.At > since, cancellationToken);
        if ((others + 1) % AlertAt == 0) LogRate(logger, current.Value.Name, others + 1);
    }

    // The same telephone in all its spellings: +31 6 1234 5678, 0031612345678, 0612345678.
    private byte[]? HashOf(string? callerNumber)
    {
        var digits = string.Concat((callerNumber ?? "").Where(char.IsAsciiDigit)).TrimStart('0');
        if (digits.Length == 0) return null;
        var national = digits.StartsWith("31", StringComparison.Ordinal) && digits.Length > 9 ? digits[2..].TrimStart('0') : digits;
        return current.Value.Callers.Of(national);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: {Count} wrong codes in five minutes; somebody may be guessing")]
    private static partial void LogRate(ILogger logger, string municipality, int count);
}
