using IdBellen.Telephony.Asterisk.Agents;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Entry;
using IdBellen.Telephony.Asterisk.Calls.Lines;

namespace IdBellen.Telephony.Asterisk.Asterisks;

/// <summary>Gives each event to whom it concerns. Waits for nobody, so that no call holds up another.</summary>
internal sealed class EventDispatch(Reception reception, PhoneDesk desk, Announcer announcer)
{
    private const string ChannelTarget = "channel:";

    public void Give(Switchboard board, AriEvent happened)
    {
        switch (happened)
        {
            case { Type: "StasisStart", Channel: { } channel, Args: { } args }:
                Enter(board, channel, args);
                break;
            case { Type: "ChannelDtmfReceived", Channel: { } channel, Digit: [var key] }:
                board.OwnerOf(channel.Id)?.Pressed(key);
                break;
            case { Type: "PlaybackFinished", Playback: { } playback }
                when playback.TargetUri.StartsWith(ChannelTarget, StringComparison.Ordinal):
                board.OwnerOf(playback.TargetUri[ChannelTarget.Length..])?.Played(playback.Id);
                break;
            case { Type: "ChannelHangupRequest", Channel: { } channel, Cause: { } cause }:
                board.OwnerOf(channel.Id)?.HangsUp(cause);
                break;
            case { Type: "StasisEnd" or "ChannelDestroyed", Channel: { } channel }:
                board.Lose(channel.Id);
                break;
        }
    }

    private void Enter(Switchboard board, AriChannel channel, IReadOnlyList<string> args)
    {
        switch (args)
        {
            case [Roles.Telephone, ..] when board.OwnerOf(channel.Id) is RungTelephone telephone:
                telephone.Answered();
                break;
            // It was adopted a moment before its event came.
            case var _ when board.OwnerOf(channel.Id) is not null:
                break;
            case [Roles.Caller, var called]:
                reception.Arrive(board, channel, called);
                break;
            case [Roles.Phone, var dialled]:
                desk.Arrive(board, channel, dialled);
                break;
            default:
                announcer.Refuse(board, channel.Id, HangUpCause.Normal);
                break;
        }
    }
}
