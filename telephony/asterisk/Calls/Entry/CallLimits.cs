using IdBellen.Tenancy.Settings;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>How many calls there may be at once, so that a flood at one municipality leaves the others untouched.</summary>
internal sealed record CallLimits
{
    public const string Section = "Limits";

    [SettingRange(1, 10_000)]
    public int CallsPerMunicipality { get; init; } = 60;

    /// <summary>A large office shows one number for all of its telephones. Callers without a number do not count here.</summary>
    [SettingRange(1, 10_000)]
    public int CallsPerCaller { get; init; } = 10;

    [SettingRange(1, 10_000)]
    public int CallsPerTrunk { get; init; } = 300;

    /// <summary>Callers who hear why their call is not taken. Beyond that a call is refused without an answer.</summary>
    [SettingRange(0, 10_000)]
    public int Announcements { get; init; } = 30;
}

/// <summary>Which trunks deliver calls for all municipalities.</summary>
internal sealed record TrunkOptions
{
    public const string Section = "Trunks";

    public IReadOnlyList<string> Shared { get; init; } = [];
}
