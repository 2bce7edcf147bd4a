using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Wallet;

/// <summary>The state of a session that the stand-in app has connected to.</summary>
/// <param name="Id">Names it in the forms of the wallet page; never in an address.</param>
/// <param name="Url">The address of the session at the IRMA server.</param>
/// <param name="Authorization">Proves at every later request that this is still the app that connected.</param>
/// <param name="PairingCode">The code to enter on the website; null without pairing.</param>
/// <param name="Request">The request; null until the pairing is completed.</param>
public sealed record AppSession(
    string Id, Uri Url, string Authorization, Person Person, DateTimeOffset ConnectedAt, string? PairingCode, DisclosureRequest? Request)
{
    /// <summary>The name that the real app would show as the one who asks.</summary>
    public string Requestor => Url.Authority;
}
