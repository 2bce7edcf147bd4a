using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GraphQL;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>A TURN server, in the form of WebRTC's <c>RTCIceServer</c>.</summary>
internal sealed record IceServer(IReadOnlyList<string> Urls, string Username, string Credential)
{
    private const int NameBytes = 6;

    public IReadOnlyList<string> Urls { get; } = Urls;

    /// <summary>An expiry and a random part; it does not identify the agent.</summary>
    public string Username { get; } = Username;

    public string Credential { get; } = Credential;

    /// <summary>
    /// A credential with a time limit, as coturn's <c>use-auth-secret</c> checks it (draft-uberti-behave-turn-rest-00): the user name
    /// begins with the Unix time of its end and a colon, the password is base64(HMAC-SHA1(secret, user name)).
    /// </summary>
    [Ignore]
    public static IceServer Of(TurnOptions turn, DateTimeOffset now)
    {
        var expiry = (now + turn.Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var name = $"{expiry}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}";
#pragma warning disable CA5350 // The algorithm of the protocol. HMAC does not need collision resistance.
        var password = HMACSHA1.HashData(Encoding.UTF8.GetBytes(turn.Secret), Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
        return new IceServer([.. turn.Urls], name, Convert.ToBase64String(password));
    }
}
