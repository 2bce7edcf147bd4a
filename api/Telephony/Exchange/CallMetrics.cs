using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Api.Calls.Exchange;

namespace IdBellen.Api.Calls;

/// <summary>What the api tells of calls. Labels hold names of municipalities and words of ours, nothing else.</summary>
public sealed class CallMetrics
{
    public const string MeterName = "IdBellen.Api.Calls";

    private readonly Counter<long> codes;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public CallMetrics(IMeterFactory meters) =>
        codes = meters.Create(MeterName).CreateCounter<long>("idbellen.codes", description: "Codes that exchanges handed over, by what became of them.");

    public void Answered(string municipality, MatchOutcome outcome) =>
        codes.Add(1, new("municipality", municipality), new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
