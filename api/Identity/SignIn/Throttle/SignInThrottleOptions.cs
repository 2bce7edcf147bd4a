using System.ComponentModel.DataAnnotations;

namespace IdBellen.Api.SignIn.Throttle;

/// <summary>How much the pages of the built-in provider take.</summary>
public sealed record SignInThrottleOptions
{
    public const string Section = "SignIn";

    /// <summary>Forms from one address, at one replica. Generous: a city hall is one address.</summary>
    [Range(1, 1_000_000)]
    public int FormsPerMinute { get; init; } = 30;
}
