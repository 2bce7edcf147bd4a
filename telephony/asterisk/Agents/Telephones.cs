using System.Collections.Concurrent;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Speech;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Telephony;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>Calls telephones of municipalities for agents. Who answers presses 1 before hearing the caller: a voicemail does not.</summary>
internal sealed partial class Telephones(
    IOptions<TelephoneLimits> limits, TelephoneMetrics metrics, TimeProvider time, ILogger<Telephones> logger) : ITelephones
{
    private const string Accepted = "accepted";
    private const char Accepts = '1';
    private const int Asks = 2;
    private static readonly TimeSpan ToThink = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPrompt = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TidyLimit = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, int> ringing = new(StringComparer.Ordinal);
    private readonly HourlyCount rung = new(time);

    public void Ring(Call call, string number, CancellationToken cancellationToken) =>
        _ = Task.Run(() => RingAsync(call, number, cancellationToken), CancellationToken.None);

    private async Task RingAsync(Call call, string number, CancellationToken cancellationToken)
    {
        var result = "fault";
        try
        {
            result = await RingWithinLimitsAsync(call, number, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            metrics.Leg("telephone", "not needed any more");
            return;
        }
        catch (Exception fault)
        {
            LogFault(logger, new SafeFault(fault), new SafeFault(fault).Stack);
        }
        metrics.Leg("telephone", result);
        if (result != Accepted) call.Inbox.Put(new CallInput.TelephoneFailed());
    }

    private async Task<string> RingWithinLimitsAsync(Call call, string number, CancellationToken cancellationToken)
    {
        if (TelephoneNumber.Permitted(number) is not { } permitted) return "not permitted";
        if ((call.Municipality.Trunk ?? call.Trunk) is not { } trunk) return "no trunk";
        if (!rung.TryAdd(call.Municipality.Uid, limits.Value.CallsPerMunicipalityAndHour)) return "too many in an hour";
        try
        {
            return ringing.AddOrUpdate(call.Municipality.Uid, 1, (_, count) => count + 1) > limits.Value.RingingPerMunicipality
                ? "too many" : await RingAsync(call, permitted, trunk, cancellationToken);
        }
        finally
        {
            ringing.AddOrUpdate(call.Municipality.Uid, 0, (_, count) => count - 1);
        }
    }

    private async Task<string> RingAsync(Call call, string number, string trunk, CancellationToken cancellationToken)
    {
        var board = call.Line.Board;
        var channel = $"telephone-{Guid.NewGuid():N}";
        var agent = call.Assigned?.AgentId ?? "";
        var telephone = new RungTelephone(time);
        var line = new Line(board, channel, time);
        board.Own(channel, telephone);
        var isAccepted = false;
        try
        {
            var isRinging = await board.Ari.Channels.OriginateAsync(
                new NewChannel(channel, $"Local/{number}@to-telephone/n", Roles.Telephone, call.Municipality.OwnNumber,
                    (int)limits.Value.RingFor.TotalSeconds,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [CallVariables.Trunk] = trunk,
                        [CallVariables.Call] = call.Reference,
                        [CallVariables.Municipality] = call.Municipality.Uid,
                        [CallVariables.Leg] = agent,
                    }), cancellationToken);
            if (!isRinging) return "not possible";
            if (!await AnsweredAsync(telephone, cancellationToken)) return "not answered";
            isAccepted = await AcceptedAsync(line, telephone, call, cancellationToken);
            if (!isAccepted) return "not accepted";
            board.Own(channel, new LegOwner(call, channel));
            var leg = new AgentLeg(channel, agent, time.GetTimestamp(), IsTelephone: true);
            call.Inbox.Put(new CallInput.AgentCame(leg));
            if (call.HasEnded) await call.HangUpAsync(leg, cancellationToken);
            return Accepted;
        }
        finally
        {
            if (!isAccepted) await HangUpAsync(line);
        }
    }

    private async Task<bool> AnsweredAsync(RungTelephone telephone, CancellationToken cancellationToken)
    {
        var until = In(limits.Value.RingFor + LongestPrompt);
        while (await telephone.Inbox.NextAsync(until, cancellationToken) is { } happening)
        {
            if (happening is RungTelephone.Happening.HasAnswered) return true;
            if (happening is RungTelephone.Happening.HasGone) return false;
        }
        return false;
    }

    private async Task<bool> AcceptedAsync(Line line, RungTelephone telephone, Call call, CancellationToken cancellationToken)
    {
        for (var asked = 1; asked <= Asks; asked++)
        {
            var playback = await line.PlayAsync(Prompt.AcceptCall, call.Municipality.Speech, cancellationToken);
            var until = In(LongestPrompt);
            while (await telephone.Inbox.NextAsync(until, cancellationToken) is { } happening)
            {
                switch (happening)
                {
                    case RungTelephone.Happening.HasPressed(Accepts):
                        if (playback is not null) await line.StopPlayingAsync(playback, cancellationToken);
                        return true;
                    case RungTelephone.Happening.HasGone:
                        return false;
                    case RungTelephone.Happening.HasHeard:
                        until = In(ToThink);
                        break;
                }
            }
        }
        return false;
    }

    private static Task HangUpAsync(Line line)
    {
        line.Board.Disown(line.Channel);
        return line.HangUpWithinAsync(TidyLimit);
    }

    private long In(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(Level = LogLevel.Error, Message = "A telephone could not be called: {Fault} {Stack}")]
    private static partial void LogFault(ILogger logger, SafeFault fault, string stack);
}
