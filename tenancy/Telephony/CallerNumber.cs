using PhoneNumbers;

namespace IdBellen.Tenancy.Telephony;

/// <summary>Why a caller's number is unknown.</summary>
public enum UnknownNumber
{
    /// <summary>The exchange handed over none.</summary>
    NotGiven,

    /// <summary>The caller does not show it.</summary>
    Withheld,

    /// <summary>A network on the route did not provide it.</summary>
    Unavailable,

    /// <summary>The municipality's own number, for example after call forwarding, not the caller's.</summary>
    OwnNumber,

    /// <summary>The value is not a telephone number.</summary>
    Unreadable,
}

/// <summary>The caller's number, in any form that an exchange reports. Not verified: a caller ID can be spoofed.</summary>
/// <param name="Number">E.164, or a short number as it is dialled within the country; null when it is not known.</param>
/// <param name="Reason">Why the number is unknown; null if it is known.</param>
public sealed record CallerNumber(string? Number, UnknownNumber? Reason)
{
    /// <summary>The region of a municipality that has only a short number, which implies no country.</summary>
    public const string DefaultRegion = "NL";

    private const int MaxLength = 300;
    private const char ReasonMark = '?';
    private const int MinShort = 3;
    private const int MaxShort = 6;

    // Thousands of callers share these.
    private static readonly PhoneNumberType[] Shared =
        [PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN];

    /// <summary>
    /// False also for short and service numbers, which whole organisations share, and for numbers in no country's plan, which exchanges and
    /// carriers insert for an unknown number (9999999999): a caller must not be locked because of another's attempts.
    /// </summary>
    public bool IdentifiesCaller => Number is ['+', ..] number && IsSubscribers(Numbers.Parse(number, null));

    // UNKNOWN is what no plan has.
    private static bool IsSubscribers(PhoneNumber number) =>
        Numbers.GetNumberType(number) is var type and not PhoneNumberType.UNKNOWN && !Shared.Contains(type);

    private static PhoneNumberUtil Numbers => PhoneNumberUtil.GetInstance();

    /// <param name="text">A number, a <c>tel:</c> or SIP address with or without a name, a word, or nothing.</param>
    /// <param name="own">The municipality's number. Numbers without a country code are treated as numbers of its country.</param>
    public static CallerNumber Parse(string? text, OwnNumber own)
    {
        if (string.IsNullOrWhiteSpace(text)) return Unknown(UnknownNumber.NotGiven);
        if (text.Length > MaxLength) return Unknown(UnknownNumber.Unreadable);
        var address = CallerAddress.Of(text);
        if (address.Withheld is { } hidden) return Unknown(hidden);
        var number = Read(address.User, own.Region);
        return number.Number is not null && number.Number == own.Canonical ? Unknown(UnknownNumber.OwnNumber) : number;
    }

    /// <summary>The region of a municipality's number.</summary>
    public static string RegionOf(string ownNumber)
    {
        if (!ownNumber.StartsWith('+')) return DefaultRegion;
        try
        {
            return Numbers.GetRegionCodeForNumber(Numbers.Parse(ownNumber, null)) ?? DefaultRegion;
        }
        catch (NumberParseException)
        {
            return DefaultRegion;
        }
    }

    /// <summary>The number in the national format of that region; null if unknown.</summary>
    public string? Display(string region) => Number switch
    {
        null => null,
        ['+', ..] => Formatted(Number, region),
        _ => Number,
    };

    private static string Formatted(string number, string region)
    {
        var parsed = Numbers.Parse(number, null);
        return Numbers.Format(parsed, Numbers.GetRegionCodeForNumber(parsed) == region
            ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>The form in which it is sealed: the number, or the reason for its absence.</summary>
    public string ToStored() => Number ?? $"{ReasonMark}{Reason}";

    /// <summary>
    /// The inverse of <see cref="ToStored"/>; what older versions sealed as it came is read like anything that is handed over.
    /// </summary>
    public static CallerNumber OfStored(string stored, OwnNumber own) =>
        stored.StartsWith(ReasonMark) && Enum.TryParse<UnknownNumber>(stored[1..], out var reason) ? Unknown(reason) : Parse(stored, own);

    private static CallerNumber Read(string user, string region)
    {
        if (WithheldWords.In(user) is { } hidden) return Unknown(hidden);
        var digits = string.Concat(user.Where(letter => char.IsAsciiDigit(letter) || letter == '+'));
        var isInternational = digits.StartsWith('+');
        if (digits.Any(char.IsAsciiDigit) && digits.All(digit => digit is '0' or '+')) return Unknown(UnknownNumber.Unavailable);
        if (!user.All(letter => char.IsAsciiDigit(letter) || " +-.()/\u00a0".Contains(letter, StringComparison.Ordinal)))
            return Unknown(UnknownNumber.Unreadable);
        if (WithheldWords.OnKeypad(digits) is { } spelled) return Unknown(spelled);
        if (DiallableNumber.ShortOf(digits) is { } area) return new CallerNumber(area, null);
        if (!isInternational && digits.Length is >= MinShort and <= MaxShort && digits[0] != '0') return new CallerNumber(digits, null);
        try
        {
            var parsed = Numbers.Parse(user, region);
            return Numbers.IsPossibleNumber(parsed)
                ? new CallerNumber(Numbers.Format(parsed, PhoneNumberFormat.E164), null) : Unknown(UnknownNumber.Unreadable);
        }
        catch (NumberParseException)
        {
            return Unknown(UnknownNumber.Unreadable);
        }
    }

    public static CallerNumber Unknown(UnknownNumber reason) => new(null, reason);
}
