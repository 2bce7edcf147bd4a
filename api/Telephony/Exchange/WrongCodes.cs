using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>
/// Guesses of codes are limited to five wrong ones per caller's number in any fifteen minutes, across replicas, in the transaction of the
/// attempt (<see cref="MatchStatement"/>). The rate of a whole municipality is only logged, never limited.
/// </summary>
internal sealed partial class WrongCodes(CurrentTenant current, WrongCodeAlerts alerts, ILogger<WrongCodes> logger)
{
    /// <summary>No more than these are counted, so that a guess costs the same however many there were.</summary>
    public const int CountedAtMost = 300;

    public static readonly TimeSpan AlertWindow = TimeSpan.FromMinutes(5);

    private const int AlertAt = 30;

    /// <summary>
    /// The keyed hash under which wrong codes of a number are counted; null for a number that several callers share, which never locks.
    /// All spellings of a number count together.
    /// </summary>
    public byte[]? HashOf(CallerNumber caller) => caller.IdentifiesCaller ? current.Value.Callers.Of(caller.Number!) : null;

    /// <param name="count">
    /// The municipality's wrong codes in the last five minutes, with this one, at most <see cref="CountedAtMost"/>.
    /// </param>
    public void NoteRate(long count)
    {
        if (count >= AlertAt && alerts.IsDue(current.Value.Uid)) LogRate(logger, current.Value.Name, count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: at least {Count} wrong codes in five minutes; somebody may be guessing")]
    private static partial void LogRate(ILogger logger, string municipality, long count);
}
