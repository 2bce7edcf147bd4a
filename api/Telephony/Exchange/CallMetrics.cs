using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace IdBellen.Api.Telephony.Exchange;

/// <summary>Metrics of calls. Labels contain only names of municipalities and fixed words.</summary>
internal sealed class CallMetrics
{
    public const string MeterName = "IdBellen.Api.Calls";

    private readonly Counter<long> codes;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public CallMetrics(IMeterFactory meters) =>
        codes = meters.Create(MeterName).CreateCounter<long>("idbellen.codes", description: "Codes that exchanges submitted, by outcome.");

    public void Answered(string municipality, MatchOutcome outcome) =>
        codes.Add(1, new("municipality", municipality), new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
