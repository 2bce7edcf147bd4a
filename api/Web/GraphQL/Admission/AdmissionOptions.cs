using IdBellen.Tenancy.Settings;

namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>Limits per client at one replica. Generous, because a city hall or a mobile provider may share one address.</summary>
internal sealed record AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>Streams of one signed-in person.</summary>
    [SettingRange(1, 100_000)]
    public int StreamsPerPerson { get; init; } = 20;

    /// <summary>Streams of one municipality's exchange.</summary>
    [SettingRange(1, 100_000)]
    public int StreamsPerExchange { get; init; } = 20;

    /// <summary>Streams of all citizens of one municipality.</summary>
    [SettingRange(1, 1_000_000)]
    public int CitizenStreamsPerMunicipality { get; init; } = 10_000;

    /// <summary>Streams of all citizens.</summary>
    [SettingRange(1, 1_000_000)]
    public int CitizenStreams { get; init; } = 20_000;

    /// <summary>Streams of all citizens of one municipality behind one address.</summary>
    [SettingRange(1, 1_000_000)]
    public int CitizenStreamsPerAddress { get; init; } = 500;

    /// <summary>Mutations per minute of anonymous clients at one municipality, from one address.</summary>
    [SettingRange(1, 1_000_000)]
    public int CitizenMutationsPerMinute { get; init; } = 300;

    /// <summary>Queries, mutations and subscriptions per minute of anonymous clients at one municipality, from one address.</summary>
    [SettingRange(1, 10_000_000)]
    public int CitizenRequestsPerMinute { get; init; } = 1200;

    /// <summary>The same from all addresses.</summary>
    [SettingRange(1, 10_000_000)]
    public int CitizenRequestsPerMinutePerMunicipality { get; init; } = 12_000;

    /// <summary>WebSockets of unidentified clients at one municipality, from one address.</summary>
    [SettingRange(1, 1_000_000)]
    public int UnknownSocketsPerAddress { get; init; } = 100;

    /// <summary>The same from all addresses.</summary>
    [SettingRange(1, 1_000_000)]
    public int UnknownSocketsPerMunicipality { get; init; } = 1000;

    /// <summary>Maximum bytes of requests in progress for one address at one municipality, for all its clients together.</summary>
    [SettingRange(1 << 20, int.MaxValue)]
    public int RequestBytesPerAddress { get; init; } = 16 << 20;
}
