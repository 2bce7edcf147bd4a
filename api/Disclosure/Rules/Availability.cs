using IdBellen.Tenancy.Policy;
using KnownRefusal = IdBellen.Api.Platform.Refusals.Refusal;

namespace IdBellen.Api.Disclosure.Rules;

/// <summary>Whether a municipality accepts calls at a given time.</summary>
internal enum Availability
{
    Open,

    /// <summary>Outside the opening hours.</summary>
    Closed,

    /// <summary>New sessions and calls are refused until the suspension ends.</summary>
    Suspended,

    /// <summary>The pilot has not started yet.</summary>
    NotStarted,

    /// <summary>The pilot has ended.</summary>
    Ended,
}

/// <summary>Determines the availability of a municipality, and the refusal for each.</summary>
internal static class AvailabilityRules
{
    /// <summary>Returns the availability at a time. A suspension or the pilot's period takes precedence over the opening hours.</summary>
    public static Availability AvailabilityAt(this TenantPolicy policy, DateTimeOffset now)
    {
        if (policy.IsSuspended) return Availability.Suspended;
        if (now < policy.PilotStartsAt) return Availability.NotStarted;
        if (now >= policy.PilotEndsAt) return Availability.Ended;
        return policy.Hours?.IsOpenAt(now) == false ? Availability.Closed : Availability.Open;
    }

    /// <summary>The refusal of sessions and calls; null when open.</summary>
    public static KnownRefusal? Refusal(this Availability availability) => availability switch
    {
        Availability.Suspended => KnownRefusal.Suspended,
        Availability.NotStarted => KnownRefusal.PilotNotStarted,
        Availability.Ended => KnownRefusal.PilotEnded,
        Availability.Closed => KnownRefusal.Closed,
        _ => null,
    };
}
