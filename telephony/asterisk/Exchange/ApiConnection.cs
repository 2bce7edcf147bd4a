using System.Diagnostics.CodeAnalysis;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>The connections to the api. None is logged: bodies hold codes, and clients of the framework log addresses.</summary>
internal static class ApiConnection
{
    private const int LargestAnswer = 1024 * 1024;

    /// <param name="address">Of the api.</param>
    /// <param name="isStream">Whether answers have no end.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of it.")]
    public static HttpClient To(Uri address, bool isStream)
    {
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            // New replicas of the api get their share.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        var client = new HttpClient(connections)
        {
            BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!isStream) client.MaxResponseContentBufferSize = LargestAnswer;
        return client;
    }
}
