namespace IdBellen.Demo.Irma.Settings;

/// <summary>The URL of the server. With port 0 in the settings it is available only once the server listens.</summary>
internal sealed class ListeningAddress(Uri configured)
{
    public Uri Url { get; private set; } = configured;

    public void TookPort(int port) => Url = new UriBuilder(Url) { Port = port }.Uri;
}
