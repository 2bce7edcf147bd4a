using System.Net.Http.Headers;
using System.Text;

namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>Where the REST interface of one Asterisk is, and as whom we use it.</summary>
/// <param name="Server">Such as <c>http://asterisk-0.asterisk:8088</c>.</param>
internal sealed record AriAddress(Uri Server, string User, string Password)
{
    /// <summary>The name of our application in the dialplan.</summary>
    public const string Application = "idbellen";

    public Uri Rest => new(Server, "/ari/");

    /// <summary>Without the password, which would be in logs of what is in between.</summary>
    public Uri Events => new UriBuilder(new Uri(Server, $"/ari/events?app={Application}"))
    {
        Scheme = Server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
    }.Uri;

    public AuthenticationHeaderValue Authorization => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));

    /// <summary>Omits the password.</summary>
    public override string ToString() => Server.ToString();
}
