using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Telephony.Asterisk.Speech;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>A new call: whose is it, may this trunk deliver it, and is there room?</summary>
internal sealed class Reception(
    MunicipalityDirectory directory, CallBook book, CallRun run, Announcer announcer, TelephoneMetrics metrics,
    IOptions<CallLimits> limits, IOptions<TrunkOptions> trunks, TimeProvider time)
{
    private const string UsualLanguage = "nl";
    private const int LongestNumber = 100;

    /// <param name="called">The number that was called, as the trunk says it.</param>
    public void Arrive(Switchboard board, AriChannel channel, string called)
    {
        var trunk = channel.Variable(CallVariables.Trunk);
        var municipality = directory.FindByNumber(CalledNumber.Normal(called));
        if (municipality is null || !MayDeliver(trunk, municipality))
        {
            metrics.Refused(municipality is null ? "number unknown" : "trunk");
            announcer.Say(board, channel.Id, Prompt.UnknownNumber, municipality?.Language ?? UsualLanguage);
            return;
        }
        var caller = channel.Caller?.Number is { Length: > 0 and <= LongestNumber } number ? number : null;
        if (FullBecause(municipality, caller, trunk) is { } reason)
        {
            metrics.Refused(reason);
            announcer.Say(board, channel.Id, Prompt.LinesFull, municipality.Language);
            return;
        }
        var line = new Line(board, channel.Id, time);
        var call = new Call(line, $"{board.Name}.{Guid.NewGuid()}", municipality, time) { CallerNumber = caller, Trunk = trunk };
        run.Begin(call, new Answer());
    }

    private bool MayDeliver(string? trunk, CallingMunicipality municipality) => trunk is not null
        && (municipality.Trunk is { } own ? trunk == own : trunks.Value.Shared.Contains(trunk, StringComparer.Ordinal));

    private string? FullBecause(CallingMunicipality municipality, string? caller, string? trunk)
    {
        var (ofMunicipality, ofCaller, ofTrunk) = (0, 0, 0);
        foreach (var call in book.All)
        {
            if (call.Municipality.Uid == municipality.Uid) ofMunicipality++;
            if (caller is not null && call.CallerNumber == caller) ofCaller++;
            if (trunk is not null && call.Trunk == trunk) ofTrunk++;
        }
        return ofMunicipality >= limits.Value.CallsPerMunicipality ? "municipality full"
            : ofCaller >= limits.Value.CallsPerCaller ? "caller full"
            : ofTrunk >= limits.Value.CallsPerTrunk ? "trunk full"
            : null;
    }
}
