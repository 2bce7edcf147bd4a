using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;

/// <summary>A call that an agent has, whose caller was invited to identify.</summary>
public sealed class InvitedCaller
{
    private InvitedCaller(ServedMunicipality municipality, SignedIn agent, string callId, string code)
    {
        Municipality = municipality;
        Agent = agent;
        CallId = callId;
        Code = code;
    }

    public ServedMunicipality Municipality { get; }

    public SignedIn Agent { get; }

    public string CallId { get; }

    /// <summary>Of the invitation.</summary>
    public string Code { get; }

    /// <summary>Once it is started.</summary>
    public CitizenSession Session { get; private set; } = null!;

    public YiviApp App { get; private set; } = null!;

    /// <summary>Four digits, on the phone with the app alone.</summary>
    public string Digits { get; private set; } = null!;

    public string WrongDigits => Digits == "0000" ? "0001" : "0000";

    /// <summary>Somebody phones without a code, the agent takes the call and invites.</summary>
    public static async Task<InvitedCaller> CallAsync(ServedMunicipality municipality, SignedIn agent, string reference = "call-1")
    {
        await (await municipality.ExchangeAsync()).ReportAsync(reference, "QUEUED");
        var id = (await agent.CallsAsync()).Single(call => call.State == "WAITING").Id;
        await agent.TakeAsync(id);
        return new InvitedCaller(municipality, agent, id, (await agent.InviteAsync(id)).Value.Code);
    }

    /// <summary>The code is typed on a page.</summary>
    /// <param name="port">At another replica.</param>
    public async Task<InvitedCaller> StartAsync(int? port = null)
    {
        Session = new CitizenSession(Municipality, await Municipality.StartInvitedAsync(Code, port));
        App = new YiviApp(Session.Pointer);
        return this;
    }

    /// <summary>An app scans, and shows digits from now on.</summary>
    public async Task<InvitedCaller> ScanAsync()
    {
        Digits = await App.PairingDigitsAsync();
        return this;
    }

    /// <summary>What the agent is told of these digits, or of the right ones.</summary>
    public async Task<ConfirmCallerResult> ConfirmAsync(string? digits = null) =>
        (await Agent.ConfirmAsync(CallId, digits ?? Digits)).Value;

    /// <summary>The caller reads out the digits, and the agent types them.</summary>
    public async Task<InvitedCaller> ConfirmedAsync() =>
        (await ConfirmAsync()).Outcome == "CONFIRMED"
            ? this : throw new InvalidOperationException("The digits were not right.");

    /// <summary>All of it, until the call is identified.</summary>
    public static async Task<InvitedCaller> IdentifiedAsync(ServedMunicipality municipality, SignedIn agent, string reference = "call-1")
    {
        var caller = await (await (await (await CallAsync(municipality, agent, reference)).StartAsync()).ScanAsync()).ConfirmedAsync();
        await caller.App.ProveAsync();
        await caller.Session.BecomesAsync("IN_CONVERSATION");
        return caller;
    }
}
