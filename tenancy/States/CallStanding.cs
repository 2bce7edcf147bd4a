using System.Runtime.InteropServices;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Tenancy.States;

/// <summary>The state of a call.</summary>
public enum CallStage
{
    /// <summary>The call is not stored.</summary>
    Unknown,

    /// <summary>In the queue; no agent has it.</summary>
    Waiting,

    /// <summary>
    /// In the queue, but without a report for <see cref="Call.SilenceLimit"/>: it counts as ended, and a report brings it back.
    /// </summary>
    WaitingSilent,

    /// <summary>An agent has it.</summary>
    Taken,

    /// <summary>
    /// An agent has it, but without a report for <see cref="Call.SilenceLimit"/>: wrap-up, and a report brings it back.
    /// </summary>
    TakenSilent,

    /// <summary>The caller hung up. The agent who took the call sees it during the wrap-up time.</summary>
    HungUp,

    /// <summary>Erased; the hash of its reference is remembered.</summary>
    Ended,
}

/// <summary>Whether a call's caller is identified.</summary>
public enum CallerIdentity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A disclosure belongs to the call.</summary>
    Known,

    /// <summary>A disclosure belonged to the call, and its time is over.</summary>
    Erased,
}

/// <summary>The state of a call: all that decides what an event does to it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallStanding(CallStage Stage, CallerIdentity Identity)
{
    public static readonly CallStanding Unknown = new(CallStage.Unknown, CallerIdentity.None);
    public static readonly CallStanding Ended = new(CallStage.Ended, CallerIdentity.None);

    /// <summary>All states.</summary>
    public static IReadOnlyList<CallStanding> All { get; } =
    [
        .. Enum.GetValues<CallStage>().SelectMany(stage => stage is CallStage.Unknown or CallStage.Ended
            ? [new CallStanding(stage, CallerIdentity.None)]
            : Enum.GetValues<CallerIdentity>().Select(identity => new CallStanding(stage, identity))),
    ];

    /// <param name="call">The row, or null.</param>
    /// <param name="isRemembered">Whether the hash of its reference marks an ended call.</param>
    public static CallStanding Of(Call? call, bool isRemembered, DateTimeOffset now)
    {
        if (isRemembered) return Ended;
        if (call is null) return Unknown;
        var isSilent = call.LastHeardAt + Call.SilenceLimit <= now;
        var stage = call switch
        {
            { HungUpAt: not null } => CallStage.HungUp,
            { TakenBy: null } => isSilent ? CallStage.WaitingSilent : CallStage.Waiting,
            _ => isSilent ? CallStage.TakenSilent : CallStage.Taken,
        };
        var identity = call switch
        {
            { SessionId: not null } => CallerIdentity.Known,
            { Identified: true } => CallerIdentity.Erased,
            _ => CallerIdentity.None,
        };
        return new CallStanding(stage, identity);
    }

    public override string ToString() => Identity == CallerIdentity.None ? $"{Stage}" : $"{Stage}, caller {Identity}";
}
