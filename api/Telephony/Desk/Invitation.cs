using GraphQL;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Live;

namespace IdBellen.Api.Telephony.Desk;

/// <summary>An invitation to the caller to identify during the call, for the agent who took the call.</summary>
/// <param name="State">The caller's progress.</param>
internal sealed record Invitation(string Code, string Address, string Link, DateTime ExpiresAt, Purpose Purpose, InvitationState State)
{
    /// <summary>The code to read out, in two groups of four: <c>XXXX-XXXX</c>.</summary>
    public string Code { get; } = Code;

    /// <summary>The page where the caller enters the code.</summary>
    public string Address { get; } = Address;

    /// <summary>Address and code in one link, to send to the caller. The code is in the URL fragment, which browsers do not send.</summary>
    public string Link { get; } = Link;

    /// <summary>When the invitation expires. The caller can use it once.</summary>
    public DateTime ExpiresAt { get; } = ExpiresAt;

    /// <summary>What the caller is asked for.</summary>
    public Purpose Purpose { get; } = Purpose;

    [Ignore]
    public static Invitation Of(LiveInvitation invitation, Tenant tenant) => new(
        InvitationCode.Display(
            invitation.Code), $"{tenant.Origin}/i", $"{tenant.Origin}/i#{invitation.Code}", invitation.ExpiresAt.UtcDateTime,
        VisibleCall.PurposeOf(invitation.Purpose, tenant.Policy.Purpose(invitation.Purpose)), invitation.State);
}
