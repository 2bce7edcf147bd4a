using GraphQL;
using IdBellen.Api.Events;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Calls.Invitations;

/// <summary>An invitation to the caller to identify during the call, as the agent who has the call sees it.</summary>
/// <param name="Code">To read out, <c>XXXX-XXXX</c>.</param>
/// <param name="Address">Where the caller types the code.</param>
/// <param name="Link">Address and code in one, to send. The code stands in the fragment, which browsers do not send.</param>
/// <param name="ExpiresAt">Until when a session can be started with it.</param>
/// <param name="Purpose">What is asked.</param>
/// <param name="State">How far the caller is.</param>
public sealed record Invitation(string Code, string Address, string Link, DateTime ExpiresAt, Purpose Purpose, InvitationState State)
{
    /// <summary>To read out, in two groups of four.</summary>
    public string Code { get; } = Code;

    /// <summary>Where the caller types the code.</summary>
    public string Address { get; } = Address;

    /// <summary>Address and code in one, to send.</summary>
    public string Link { get; } = Link;

    /// <summary>Until when the caller can begin with it.</summary>
    public DateTime ExpiresAt { get; } = ExpiresAt;

    /// <summary>What the caller is asked for.</summary>
    public Purpose Purpose { get; } = Purpose;

    [Ignore]
    public static Invitation Of(LiveInvitation invitation, Tenant tenant) => new(
        InvitationCode.Display(invitation.Code), $"{tenant.Origin}/i", $"{tenant.Origin}/i#{invitation.Code}", invitation.ExpiresAt.UtcDateTime,
        CallView.PurposeOf(invitation.Purpose, tenant.Purpose(invitation.Purpose)), invitation.State);
}

public enum InvitationState
{
    /// <summary>The caller has not begun, or has to begin again.</summary>
    Open,

    /// <summary>The caller is busy in the app.</summary>
    Started,

    /// <summary>The caller has disclosed and has four digits to read out.</summary>
    AwaitingConfirmation,
}
