using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Speech;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>Runs calls from step to step. Their end is always reported, whatever went wrong before.</summary>
internal sealed partial class CallRun(CallServices services, ILogger<CallRun> logger)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TidyLimit = TimeSpan.FromSeconds(10);

    /// <summary>Begins, and does not wait for the end.</summary>
    public void Begin(Call call, IStep first)
    {
        services.Book.Add(call);
        call.Line.Board.Own(call.Line.Channel, call);
        _ = Task.Run(() => RunAsync(call, first));
    }

    private async Task RunAsync(Call call, IStep first)
    {
        try
        {
            IStep? step = first;
            while (step is not null) step = await step.RunAsync(call, services);
        }
        catch (OperationCanceledException) when (call.HungUp.IsCancellationRequested)
        {
            // The caller, or nobody: see below.
        }
        catch (Exception fault)
        {
            call.Outcome = "fault";
            LogFault(logger, new SafeFault(fault), new SafeFault(fault).Stack);
            await ApologiseAsync(call);
        }
        finally
        {
            services.Book.Remove(call);
            call.HasEnded = true;
        }
        try
        {
            if (!call.IsLeft) await EndAsync(call);
        }
        finally
        {
            call.Line.Board.Disown(call.Line.Channel);
            call.Dispose();
        }
    }

    private async Task ApologiseAsync(Call call)
    {
        try
        {
            await new Goodbye(Prompt.Apology, "fault").RunAsync(call, services);
        }
        catch (Exception fault)
        {
            // Nothing more can be done for them.
            LogFault(logger, new SafeFault(fault), "");
        }
    }

    private async Task EndAsync(Call call)
    {
        services.Metrics.Ended(call.Municipality.Name, call.Outcome);
        await Task.WhenAll(TidyAsync(call), ReportAsync(call));
    }

    private static async Task TidyAsync(Call call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Line.Board.Leaving);
        limit.CancelAfter(TidyLimit);
        try
        {
            await call.DropLegAsync(limit.Token);
            foreach (var came in call.Inbox.Rest().OfType<CallInput.AgentCame>()) await call.HangUpAsync(came.Leg, limit.Token);
            await call.Line.PartAsync(call.Bridge, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Asterisk is gone, and all of it with it.
        }
    }

    private async Task ReportAsync(Call call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Line.Board.Leaving);
        limit.CancelAfter(EndLimit);
        try
        {
            while (true)
            {
                var answer = await services.Exchange.ReportCallAsync(
                    call.Municipality, call.Reference, ReportedState.Ended, call.CallerNumber, limit.Token);
                services.Metrics.Reported(answer.Data is not null ? "accepted" : answer.Code ?? "no answer");
                if (answer.Data is not null || !answer.MayBeRepeated) return;
                await Task.Delay(EndPause, services.Time, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The api ends calls of which it hears nothing.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of a call failed: {Fault} {Stack}")]
    private static partial void LogFault(ILogger logger, SafeFault fault, string stack);
}
