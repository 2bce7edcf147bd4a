namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>An answer of the api, or that there was none.</summary>
/// <param name="Data">What was asked for; null when it was refused or there was no answer.</param>
/// <param name="Code">Why it was refused; null when there was no answer, or one that cannot be read.</param>
/// <param name="Next">What a refusal says to do with the caller.</param>
internal sealed record ExchangeAnswer<T>(T? Data, string? Code = null, NextStep? Next = null)
    where T : class
{
    /// <summary>How long to wait before a repetition, if the api said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request again may get another answer.</summary>
    public bool MayBeRepeated { get; init; }
}

/// <summary>The codes of refusals that we act upon.</summary>
internal static class RefusalCodes
{
    public const string NotAllowed = "NOT_ALLOWED";
    public const string MunicipalityUnknown = "MUNICIPALITY_UNKNOWN";
    public const string Suspended = "SUSPENDED";

    /// <summary>A document of a later version than the api's.</summary>
    public const string DocumentUnknown = "DOCUMENT_UNKNOWN";

    /// <summary>The municipality takes no new calls now, or is gone: say goodbye and hang up.</summary>
    public static bool IsOver(string? code) =>
        code is "CLOSED" or "PILOT_NOT_STARTED" or "PILOT_ENDED" or Suspended or MunicipalityUnknown;

    /// <summary>The request was not processed, and may be later.</summary>
    public static bool IsPassing(string? code) =>
        code is "STARTING" or "TIMEOUT" or "DATABASE_UNAVAILABLE" or "INTERNAL" or "TOO_MANY_REQUESTS" or "TOO_BUSY";
}
