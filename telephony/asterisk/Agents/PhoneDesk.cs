using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Telephony.Asterisk.Agents;

/// <summary>
/// The phone of an agent's page dials in. Its token is redeemed before it is answered, and opens the one call that it was made for: of the
/// municipality that redeemed it, on this Asterisk. Whoever dials anything else is declined.
/// </summary>
internal sealed partial class PhoneDesk(
    MunicipalityDirectory directory, ExchangeClient exchange, CallBook book, TelephoneMetrics metrics, TimeProvider time,
    ILogger<PhoneDesk> logger)
{
    private const string EchoContext = "echo";

    // So that guesses at one municipality's tokens are not many requests to the api at once.
    private const int MaxRedeeming = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, int> redeeming = new(StringComparer.Ordinal);

    /// <param name="board">The Asterisk.</param>
    /// <param name="channel">The channel that dialled.</param>
    /// <param name="dialled">What it dialled.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Who admits it disposes of it.")]
    public void Arrive(Switchboard board, AriChannel channel, string dialled)
    {
        // Before the next event is looked at, which may be its end.
        var phone = new PhoneOwner(Limit, board.Leaving);
        board.Own(channel.Id, phone);
        _ = Task.Run(() => AdmitAsync(new Line(board, channel.Id, time), phone, dialled));
    }

    private async Task AdmitAsync(Line line, PhoneOwner phone, string dialled)
    {
        using var disposed = phone;
        try
        {
            var result = await AdmitAsync(line, dialled, phone.Over);
            metrics.Leg("page", result);
        }
        catch (OperationCanceledException)
        {
            metrics.Leg("page", "gave up");
            await DeclineAsync(line);
        }
        catch (Exception fault)
        {
            LogFault(logger, new SafeFault(fault), new SafeFault(fault).Stack);
            await DeclineAsync(line);
        }
    }

    private async Task<string> AdmitAsync(Line line, string dialled, CancellationToken over)
    {
        if (PhoneTarget.Parse(dialled) is not { } target || directory.FindByName(target.Municipality) is not { } municipality)
            return await DeclineAsync(line, "not a target");
        var answer = await RedeemAsync(municipality, target.Token, over);
        switch (answer?.Data)
        {
            case { Kind: PhoneTokenKind.Echo }:
                line.Board.Disown(line.Channel);
                await line.ContinueAsync(EchoContext, over);
                return "echo";
            case { Kind: PhoneTokenKind.Call, CallReference: { } reference, AgentId: var agent } when book.Find(reference) is { } call
                && call.Municipality.Uid == municipality.Uid && call.Line.Board == line.Board:
                await JoinAsync(line, call, agent, over);
                return "call";
            case { Kind: PhoneTokenKind.Call }:
                return await DeclineAsync(line, "call is gone");
            default:
                return await DeclineAsync(line, answer is null ? "too many" : "refused");
        }
    }

    private async Task JoinAsync(Line line, Call call, string agent, CancellationToken over)
    {
        var leg = new AgentLeg(line.Channel, agent, time.GetTimestamp());
        await line.SetAsync(CallVariables.Leg, agent, over);
        await line.SetAsync(CallVariables.Municipality, call.Municipality.Uid, over);
        await line.SetAsync(CallVariables.Call, call.Reference, over);
        await line.AnswerAsync(over);
        line.Board.Own(line.Channel, new LegOwner(call, line.Channel));
        call.Inbox.Put(new CallInput.AgentCame(leg));
        if (call.HasEnded) await call.HangUpAsync(leg, over);
    }

    private async Task<ExchangeAnswer<RedeemedToken>?> RedeemAsync(
        CallingMunicipality municipality, string token, CancellationToken cancellationToken)
    {
        try
        {
            return redeeming.AddOrUpdate(municipality.Uid, 1, (_, count) => count + 1) > MaxRedeeming
                ? null : await exchange.RedeemPhoneTokenAsync(municipality, token, cancellationToken);
        }
        finally
        {
            redeeming.AddOrUpdate(municipality.Uid, 0, (_, count) => count - 1);
        }
    }

    private static async Task<string> DeclineAsync(Line line, string result)
    {
        await DeclineAsync(line);
        return result;
    }

    private static Task DeclineAsync(Line line)
    {
        line.Board.Disown(line.Channel);
        return line.HangUpWithinAsync(Limit);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An agent's phone was not admitted: {Fault} {Stack}")]
    private static partial void LogFault(ILogger logger, SafeFault fault, string stack);

    private sealed class PhoneOwner : IChannelOwner, IDisposable
    {
        private readonly CancellationTokenSource over;

        public PhoneOwner(TimeSpan limit, CancellationToken leaving)
        {
            over = CancellationTokenSource.CreateLinkedTokenSource(leaving);
            over.CancelAfter(limit);
            Over = over.Token;
        }

        public CancellationToken Over { get; }

        public void Pressed(char key)
        {
        }

        public void Played(string playback)
        {
        }

        public void Gone()
        {
            try
            {
                _ = over.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It was admitted a moment ago; its new owner is told.
            }
        }

        public void Dispose() => over.Dispose();
    }
}
