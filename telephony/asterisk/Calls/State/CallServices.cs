using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>What the steps of calls need.</summary>
internal sealed class CallServices(
    ExchangeClient exchange, MunicipalityDirectory directory, CallBook book, ITelephones telephones, TelephoneMetrics metrics,
    IOptions<CallTimes> times, TimeProvider time)
{
    public ExchangeClient Exchange => exchange;

    public CallBook Book => book;

    public ITelephones Telephones => telephones;

    public TelephoneMetrics Metrics => metrics;

    public CallTimes Times => times.Value;

    public TimeProvider Time => time;

    /// <summary>Whether its resource exists and is not being deleted.</summary>
    public bool Exists(CallingMunicipality municipality) => directory.FindByUid(municipality.Uid) is not null;

    /// <summary>The time stamp of a moment to come.</summary>
    public long In(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    public bool IsPast(long moment) => time.GetTimestamp() >= moment;
}
