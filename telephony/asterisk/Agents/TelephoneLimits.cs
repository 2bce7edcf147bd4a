using System.ComponentModel.DataAnnotations;
using IdBellen.Tenancy.Settings;

namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>How many telephones we call, and for how long.</summary>
internal sealed record TelephoneLimits
{
    public const string Section = "Telephones";

    /// <summary>Telephones that ring for one municipality at once.</summary>
    [SettingRange(0, 1000)]
    public int RingingPerMunicipality { get; init; } = 20;

    /// <summary>Telephones called for one municipality within an hour, whether they are answered or not.</summary>
    [SettingRange(0, 100_000)]
    public int CallsPerMunicipalityAndHour { get; init; } = 1000;

    [Range(typeof(TimeSpan), "00:00:05", "00:02:00", ErrorMessage = "Telephones__RingFor must be from 00:00:05 to 00:02:00.")]
    public TimeSpan RingFor { get; init; } = TimeSpan.FromSeconds(30);
}
