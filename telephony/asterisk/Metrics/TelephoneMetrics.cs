using System.Diagnostics.Metrics;

namespace IdBellen.Telephony.Asterisk.Metrics;

/// <summary>What happens to calls, in numbers. No label has a number, a code or a reference in it.</summary>
internal sealed class TelephoneMetrics
{
    public const string MeterName = "IdBellen.Telephone";

    private readonly Counter<long> calls;
    private readonly Counter<long> refused;
    private readonly Counter<long> digits;
    private readonly Counter<long> codes;
    private readonly Counter<long> legs;
    private readonly Counter<long> reports;
    private readonly Histogram<double> toMatch;
    private readonly Histogram<double> toAgent;
    private readonly Histogram<double> loss;
    private readonly Histogram<double> jitter;

    public TelephoneMetrics(IMeterFactory factory)
    {
        Meter = factory.Create(MeterName);
        calls = Meter.CreateCounter<long>("idbellen_telephone_calls", description: "Calls that have ended, by municipality and outcome.");
        refused = Meter.CreateCounter<long>("idbellen_telephone_calls_refused", description: "Calls that were not taken, by reason.");
        digits = Meter.CreateCounter<long>("idbellen_telephone_digits", description: "Keys that callers have pressed for a code.");
        codes = Meter.CreateCounter<long>("idbellen_telephone_codes", description: "Codes handed to the api, by municipality and outcome.");
        legs = Meter.CreateCounter<long>("idbellen_telephone_agent_legs", description: "Agents' phones that came, by kind and result.");
        reports = Meter.CreateCounter<long>("idbellen_telephone_reports", description: "Reports to the api, by result.");
        toMatch = Meter.CreateHistogram<double>("idbellen_telephone_answer_to_match_seconds", "s", "From the answer to the right code.");
        toAgent = Meter.CreateHistogram<double>("idbellen_telephone_agent_to_sound_seconds", "s", "From the agent's phone to the bridge.");
        loss = Meter.CreateHistogram<double>("idbellen_telephone_rtp_loss_ratio", "1", "Packets of callers that were lost.");
        jitter = Meter.CreateHistogram<double>("idbellen_telephone_rtp_jitter_seconds", "s", "Jitter of callers' packets.");
    }

    public Meter Meter { get; }

    /// <summary>Counts the calls that there are whenever somebody asks.</summary>
    public void WatchCalls(Func<IEnumerable<(string Municipality, string State)>> calls) => Meter.CreateObservableGauge(
        "idbellen_telephone_calls_now",
        () => calls().CountBy(static call => call).Select(static counted => new Measurement<int>(
            counted.Value, new("municipality", counted.Key.Municipality), new("state", counted.Key.State))),
        description: "Calls that there are, by municipality and state.");

    public void Ended(string municipality, string outcome) => calls.Add(1, new("municipality", municipality), new("outcome", outcome));

    public void Refused(string reason) => refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Digit(string municipality) => digits.Add(1, new KeyValuePair<string, object?>("municipality", municipality));

    public void Code(string municipality, string outcome) => codes.Add(1, new("municipality", municipality), new("outcome", outcome));

    public void Matched(string municipality, TimeSpan sinceAnswer) =>
        toMatch.Record(sinceAnswer.TotalSeconds, new KeyValuePair<string, object?>("municipality", municipality));

    /// <param name="kind"><c>page</c> or <c>telephone</c>.</param>
    /// <param name="result">What became of it.</param>
    public void Leg(string kind, string result) => legs.Add(1, new("kind", kind), new("result", result));

    public void Connected(TimeSpan sinceLeg) => toAgent.Record(sinceLeg.TotalSeconds);

    public void Reported(string result) => reports.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Sound(double lost, double jitterSeconds)
    {
        loss.Record(lost);
        jitter.Record(jitterSeconds);
    }
}
