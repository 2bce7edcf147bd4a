using System.Collections.Frozen;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Tenancy.Policy;

/// <summary>
/// A municipality's specification, parsed once into typed values for requests. The specification must satisfy the acceptance rules.
/// </summary>
public sealed class TenantPolicy
{
    private const int UsualPauses = 2;

    private readonly FrozenDictionary<string, PurposePolicy> byName;
    private readonly IReadOnlyList<string> calledNumbers;

    /// <exception cref="FormatException">The specification has a text that cannot be read; see the rules of acceptance.</exception>
    /// <exception cref="TimeZoneNotFoundException">The time zone does not exist on this system.</exception>
    public TenantPolicy(MunicipalitySpec spec)
    {
        DisplayName = spec.DisplayName;
        Number = OwnNumber.Of(spec.PhoneNumber);
        TelephoneLink = $"tel:{Number.Dialled}{new string(',', spec.DialPauses ?? UsualPauses)}";
        Retention = spec.Retention();
        WrapUp = spec.WrapUp();
        IsSuspended = spec.Suspended == true;
        PilotStartsAt = Moment(spec.Pilot?.StartsAt);
        PilotEndsAt = Moment(spec.Pilot?.EndsAt);
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(spec.TimeZone());
        Hours = spec.OpeningHours is { } hours ? new OpeningWeek(hours, TimeZone) : null;
        Unidentified = spec.Unidentified == "end" ? UnidentifiedCalls.End : UnidentifiedCalls.Queue;
        calledNumbers = spec.Telephony?.Asterisk?.CalledNumbers ?? [];
        HasBrowserPhones = spec.Telephony is { Kind: "asterisk", Asterisk: not null };
        SecondFactor = spec.SecondFactor == "optional" ? SecondFactorMode.Optional : SecondFactorMode.Required;
        SignIn = spec.SignIn;
        SignInProvider = SignIn is { } own
            ? string.Join('\n', own.Authority, own.ClientId, own.RoleClaim, own.AgentRole, own.AdminRole)
            : "";
        AllowedOrigins = (spec.Widget?.AllowedOrigins ?? []).ToFrozenSet(StringComparer.Ordinal);
        Purposes = [.. spec.Purposes.Select(purpose => new PurposePolicy(purpose))];
        byName = Purposes.ToFrozenDictionary(purpose => purpose.Name, StringComparer.Ordinal);
        Links = [.. (spec.UrlTemplates ?? []).Select(link => new LinkPolicy(link))];
    }

    public string DisplayName { get; }

    public OwnNumber Number { get; }

    /// <summary>The beginning of a <c>tel:</c> link: number and pauses. A code follows.</summary>
    public string TelephoneLink { get; }

    /// <summary>The retention period of personal data.</summary>
    public TimeSpan Retention { get; }

    /// <summary>The time after a call during which the agent who took it can still see the caller's data.</summary>
    public TimeSpan WrapUp { get; }

    public bool IsSuspended { get; }

    /// <summary>The start of the pilot; null without a pilot, or for a pilot without a start.</summary>
    public DateTimeOffset? PilotStartsAt { get; }

    public DateTimeOffset? PilotEndsAt { get; }

    /// <summary>The time zone of the municipality's days.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Null: always open.</summary>
    public OpeningWeek? Hours { get; }

    public UnidentifiedCalls Unidentified { get; }

    /// <summary>Calls arrive on a phone in the agents' page; otherwise the municipality's exchange has phones of its own.</summary>
    public bool HasBrowserPhones { get; }

    /// <summary>Whether callers dial this number to reach the municipality.</summary>
    /// <param name="number">In E.164 form, or a short number.</param>
    public bool IsOwnNumber(string number) => number == Number.Canonical || calledNumbers.Contains(number, StringComparer.Ordinal);

    /// <summary>The requirement for accounts that IdBellen manages.</summary>
    public SecondFactorMode SecondFactor { get; }

    /// <summary>The municipality's own identity provider; null when IdBellen manages the accounts.</summary>
    public SignInSpec? SignIn { get; }

    /// <summary>The identity provider and its role settings. Sessions created under other values are invalid.</summary>
    public string SignInProvider { get; }

    /// <summary>Origins of the municipal pages that may embed the button.</summary>
    public FrozenSet<string> AllowedOrigins { get; }

    public IReadOnlyList<PurposePolicy> Purposes { get; }

    public IReadOnlyList<LinkPolicy> Links { get; }

    public PurposePolicy? Purpose(string name) => byName.GetValueOrDefault(name);

    private static DateTimeOffset? Moment(DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime()) : null;
}

/// <summary>What happens to a call after three wrong codes.</summary>
public enum UnidentifiedCalls
{
    /// <summary>The call waits for an agent, without an identity.</summary>
    Queue,

    /// <summary>The exchange ends it.</summary>
    End,
}

public enum SecondFactorMode
{
    /// <summary>Every account must have one.</summary>
    Required,

    /// <summary>Only accounts that have set one up use it.</summary>
    Optional,
}
