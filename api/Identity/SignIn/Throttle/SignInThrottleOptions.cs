using IdBellen.Tenancy.Settings;

namespace IdBellen.Api.Identity.SignIn.Throttle;

/// <summary>Rate limits of the built-in provider's pages.</summary>
internal sealed record SignInThrottleOptions
{
    public const string Section = "SignIn";

    /// <summary>Forms from one address, at one municipality and replica. Generous: a city hall is one address.</summary>
    [SettingRange(1, 1_000_000)]
    public int FormsPerMinute { get; init; } = 120;
}
