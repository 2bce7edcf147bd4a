namespace IdBellen.Demo.Irma;

/// <summary>Where the server can be reached; with port 0 in the settings it is known only once the server listens.</summary>
internal sealed class ListeningAddress(Uri configured)
{
    public Uri Url { get; private set; } = configured;

    public void TookPort(int port) => Url = new UriBuilder(Url) { Port = port }.Uri;
}
