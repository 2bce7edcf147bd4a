using System.ComponentModel.DataAnnotations;

namespace IdBellen.Api.GraphQL.Admission;

/// <summary>How much one asker may have at once of one replica. Generous: a city hall and a mobile provider are one address each.</summary>
public sealed record AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>Streams of one signed-in person.</summary>
    [Range(1, 100_000)]
    public int StreamsPerPerson { get; init; } = 20;

    /// <summary>Streams of one municipality's exchange.</summary>
    [Range(1, 100_000)]
    public int StreamsPerExchange { get; init; } = 20;

    /// <summary>Streams of all citizens of one municipality.</summary>
    [Range(1, 1_000_000)]
    public int CitizenStreamsPerMunicipality { get; init; } = 10_000;

    /// <summary>Streams of all citizens.</summary>
    [Range(1, 1_000_000)]
    public int CitizenStreams { get; init; } = 20_000;

    /// <summary>Mutations of nobody in particular, from one address.</summary>
    [Range(1, 1_000_000)]
    public int CitizenMutationsPerMinute { get; init; } = 300;
}
