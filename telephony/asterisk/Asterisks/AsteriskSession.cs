using System.Net.Sockets;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Entry;
using IdBellen.Telephony.Asterisk.Calls.Lines;

namespace IdBellen.Telephony.Asterisk.Asterisks;

/// <summary>Serves one Asterisk: connects, adopts, follows its events, and connects again for as long as it may.</summary>
internal sealed partial class AsteriskSession(
    Switchboards boards, EventDispatch dispatch, Adoption adoption, AsteriskHealth health, TimeProvider time,
    ILogger<AsteriskSession> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    // A server that refuses connections is not there, and its calls with it; one that cannot be reached may well have calls.
    private static readonly TimeSpan RefusedIsGone = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnreachableIsLost = TimeSpan.FromSeconds(30);

    /// <summary>Returns when it is told to leave.</summary>
    public async Task ServeAsync(string name, AsteriskOptions asterisk, CancellationToken leaving)
    {
        using var ari = new AriServer(new AriAddress(asterisk.Ari!, asterisk.User!, asterisk.Password!));
        var board = new Switchboard(name, ari, leaving);
        boards.Add(board);
        health.Serves(board);
        try
        {
            await ServeAsync(board, leaving);
        }
        finally
        {
            health.Leaves(board);
            boards.Remove(board);
        }
    }

    private async Task ServeAsync(Switchboard board, CancellationToken leaving)
    {
        string? started = null;
        var lostAt = time.GetTimestamp();
        long? refusedSince = null;
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                using var events = await board.Ari.Events.OpenAsync(leaving);
                var now = await board.Ari.StartedAsync(leaving);
                if (started is not null && now != started) LoseAll(board);
                started = now;
                await FollowAsync(board, events, leaving);
                lostAt = time.GetTimestamp();
                refusedSince = null;
                LogLost(logger, board.Name);
            }
            catch (AriUnavailableException fault)
            {
                refusedSince = IsRefused(fault) ? refusedSince ?? time.GetTimestamp() : null;
                if (refusedSince is { } since && time.GetElapsedTime(since) > RefusedIsGone) LoseAll(board);
                board.IsLost = time.GetElapsedTime(lostAt) > UnreachableIsLost;
            }
            finally
            {
                board.IsConnected = false;
            }
            await Task.Delay(Between, time, leaving);
        }
    }

    private async Task FollowAsync(Switchboard board, AriEvents.OpenAriEvents events, CancellationToken leaving)
    {
        // Events of calls that are being adopted wait in the socket.
        await adoption.AdoptAsync(board, leaving);
        boards.HasAdopted(board);
        LogConnected(logger, board.Name);
        while (await events.NextAsync(leaving) is { } happened) dispatch.Give(board, happened);
    }

    private static void LoseAll(Switchboard board)
    {
        foreach (var channel in board.Channels) board.Lose(channel);
    }

    private static bool IsRefused(Exception fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
            if (one is SocketException { SocketErrorCode: SocketError.ConnectionRefused }) return true;
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to {Asterisk}")]
    private static partial void LogConnected(ILogger logger, string asterisk);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to {Asterisk} was lost; connecting again")]
    private static partial void LogLost(ILogger logger, string asterisk);
}
