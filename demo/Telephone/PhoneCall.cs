using System.Threading.Channels;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Telephone;

/// <summary>
/// One call through the stand-in exchange: identify by code, queue, connect, end. The end is always reported.
/// </summary>
internal sealed class PhoneCall(Municipality municipality, string? code, string? callerNumber, ExchangeClient exchange, TimeProvider time)
{
    private static readonly TimeSpan DigitsTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReportTimeout = TimeSpan.FromSeconds(5);
    private readonly Channel<CallNews> news = Channel.CreateUnbounded<CallNews>();
    private readonly Channel<string> digits = Channel.CreateUnbounded<string>();

    /// <summary>Opaque, and new for each call.</summary>
    public string Reference { get; } = Guid.NewGuid().ToString();

    public ChannelReader<CallNews> News => news.Reader;

    /// <param name="keyed">A whole code, or nothing for "I have no code".</param>
    public void KeyIn(string keyed) => digits.Writer.TryWrite(keyed);

    public async Task RunAsync(CancellationToken hangUp)
    {
        var goodbye = "";
        try
        {
            Say(CallPhase.Busy, Announcements.Dialling(municipality.DisplayName));
            // Including a call that an agent already has, which the conversation connects.
            goodbye = await IdentifyAsync(hangUp) is NextStep.Queue or NextStep.Talk
                ? await new Conversation(municipality, Reference, callerNumber, exchange, time, Say).RunAsync(hangUp)
                : "";
        }
        catch (OperationCanceledException) when (hangUp.IsCancellationRequested)
        {
            goodbye = Announcements.HungUp;
        }
        catch (ExchangeException problem)
        {
            goodbye = Announcements.Of(problem);
        }
        catch (DirectoryUnavailableException problem)
        {
            goodbye = problem.Message;
        }
        finally
        {
            await ReportEndAsync();
            Say(CallPhase.Ended, goodbye);
            news.Writer.Complete();
        }
    }

    private async Task<NextStep> IdentifyAsync(CancellationToken hangUp)
    {
        var keyed = code ?? await AskAsync(Announcements.AskCode, hangUp);
        for (var attempt = 1; keyed.Length > 0; attempt++)
        {
            Say(CallPhase.Busy, Announcements.Tones);
            var match = await exchange.MatchCodeAsync(municipality, keyed, Reference, attempt, callerNumber, hangUp);
            Say(CallPhase.Busy, Announcements.Of(match));
            if (match.Next != NextStep.AskAgain)
            {
                return match.Next;
            }
            keyed = await AskAsync(Announcements.AskCode, hangUp);
        }
        Say(CallPhase.Busy, Announcements.NoCode);
        return NextStep.Queue;
    }

    private async Task<string> AskAsync(string question, CancellationToken hangUp)
    {
        Say(CallPhase.Asking, question);
        using var silence = new CancellationTokenSource(DigitsTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, hangUp);
        try
        {
            return await digits.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!hangUp.IsCancellationRequested)
        {
            return "";
        }
    }

    private async Task ReportEndAsync()
    {
        using var limit = new CancellationTokenSource(ReportTimeout, time);
        try
        {
            await exchange.ReportCallAsync(municipality, Reference, ReportedCallState.Ended, callerNumber, limit.Token);
        }
        catch (Exception problem) when (problem is ExchangeException or DirectoryUnavailableException or OperationCanceledException)
        {
            Say(CallPhase.Busy, "Het einde van het gesprek kon niet worden doorgegeven.");
        }
    }

    private void Say(CallPhase phase, string text) => news.Writer.TryWrite(new CallNews(Reference, phase, text));
}
