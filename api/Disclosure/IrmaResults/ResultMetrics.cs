using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>Metrics of results. Labels contain only names of municipalities and fixed words.</summary>
internal sealed class ResultMetrics
{
    public const string MeterName = "IdBellen.Api.Results";

    private readonly Counter<long> untrusted;
    private readonly Counter<long> tooLarge;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public ResultMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        untrusted = meter.CreateCounter<long>(
            "idbellen.irma.results.untrusted", description: "Results of IRMA servers with a signature that does not match the "
                + "municipality's settings, by how they were received.");
        tooLarge = meter.CreateCounter<long>("idbellen.irma.results.too_large", description: "Results of IRMA servers that exceed the "
            + "size limit.");
    }

    public void Untrusted(string municipality, string source) =>
        untrusted.Add(1, new("municipality", municipality), new KeyValuePair<string, object?>("source", source));

    public void TooLarge(string municipality) => tooLarge.Add(1, new KeyValuePair<string, object?>("municipality", municipality));
}
