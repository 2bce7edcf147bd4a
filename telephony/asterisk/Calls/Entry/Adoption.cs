using System.Globalization;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Calls.State;
using IdBellen.Telephony.Asterisk.Calls.Steps;
using IdBellen.Telephony.Asterisk.Metrics;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Telephony.Asterisk.Speech;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>
/// After connecting to an Asterisk: what has gone in the meantime is told its owners, and calls that nobody here knows are taken over where
/// the worker before us left them.
/// </summary>
internal sealed class Adoption(
    MunicipalityDirectory directory, CallRun run, Reception reception, Announcer announcer, TelephoneMetrics metrics, TimeProvider time)
{
    /// <exception cref="AriUnavailableException">Asterisk went away again.</exception>
    public async Task AdoptAsync(Switchboard board, CancellationToken cancellationToken)
    {
        var all = await board.Ari.Channels.ListAsync(cancellationToken);
        var present = all.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in board.Channels.Where(id => !present.Contains(id))) board.Lose(gone);
        var bridges = await board.Ari.Bridges.ListAsync(cancellationToken);
        // The other half of a call to a telephone has the same variables, and is the dialplan's.
        var channels = all.Where(channel => RoleOf(channel).Length > 0).ToList();
        var strange = channels.Where(channel => board.OwnerOf(channel.Id) is null).ToList();
        var legs = new List<AriChannel>();
        foreach (var channel in strange)
        {
            var role = RoleOf(channel);
            if (channel.Variable(CallVariables.Call) is not { } reference)
            {
                // It entered our application while nobody listened.
                if (role is [Roles.Caller, var called]) reception.Arrive(board, channel, called);
                else announcer.Refuse(board, channel.Id, HangUpCause.Normal);
                continue;
            }
            await board.Ari.Channels.SubscribeAsync(channel.Id, cancellationToken);
            if (await board.Ari.Channels.ReadAsync(channel.Id, CallVariables.Leg, cancellationToken) is not null) legs.Add(channel);
            else await AdoptAsync(board, channel, reference, channels, bridges, cancellationToken);
        }
        // Those that were not taken over with their call.
        foreach (var leg in legs.Where(leg => board.OwnerOf(leg.Id) is null)) announcer.Refuse(board, leg.Id, HangUpCause.Normal);
    }

    private async Task AdoptAsync(
        Switchboard board, AriChannel channel, string reference, IReadOnlyList<AriChannel> channels, IReadOnlyList<AriBridge> bridges,
        CancellationToken cancellationToken)
    {
        if (channel.Variable(CallVariables.Municipality) is not { } uid || directory.FindByUid(uid) is not { } municipality)
        {
            // Its municipality is gone; nobody can take it.
            announcer.Say(board, channel.Id, Prompt.Goodbye, "nl");
            return;
        }
        var bridge = bridges.FirstOrDefault(one => one.Channels.Contains(channel.Id, StringComparer.Ordinal));
        var call = new Call(new Line(board, channel.Id, time), reference, municipality, time)
        {
            CallerNumber = channel.Caller?.Number is { Length: > 0 } number ? number : null,
            Trunk = channel.Variable(CallVariables.Trunk),
            Bridge = bridge?.Id ?? $"call-{Guid.NewGuid():N}",
            Attempt = int.TryParse(await board.Ari.Channels.ReadAsync(channel.Id, CallVariables.Attempt, cancellationToken),
                NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0,
        };
        call.Hearing.Unknown();
        metrics.Leg("caller", "adopted");
        var isWaiting = await board.Ari.Channels.ReadAsync(channel.Id, CallVariables.State, cancellationToken) == CallVariables.Waiting;
        var other = channels.FirstOrDefault(one => one.Id != channel.Id && one.Variable(CallVariables.Call) == reference
            && bridge?.Channels.Contains(one.Id, StringComparer.Ordinal) == true);
        if (other is not null)
        {
            board.Own(other.Id, new LegOwner(call, other.Id));
            var agent = await board.Ari.Channels.ReadAsync(other.Id, CallVariables.Leg, cancellationToken) ?? "";
            var isTelephone = RoleOf(other) is [Roles.Telephone, ..];
            run.Begin(call, new Talk(new AgentLeg(other.Id, agent, time.GetTimestamp(), isTelephone), isJoined: true));
        }
        else
        {
            run.Begin(call, isWaiting ? new Resume(bridge is not null)
                : channel.State == "Up" ? new AskCode(Prompt.NoDigits) : new Answer());
        }
    }

    // "idbellen,caller,+31…": the application and what the dialplan says about the channel.
    private static string[] RoleOf(AriChannel channel) =>
        channel.Dialplan?.AppData?.Split(',') is [AriAddress.Application, .. var arguments] ? arguments : [];
}
