namespace IdBellen.Tests.Bench.Exchange;

/// <summary>As many connections as requests run at a time.</summary>
internal sealed class Lanes : IDisposable
{
    private readonly RawClient[] clients;

    private Lanes(RawClient[] clients) => this.clients = clients;

    /// <param name="port">Whom they are connected with.</param>
    /// <param name="host">The header that decides on the municipality.</param>
    /// <param name="headers">One more header, with its line break, for each connection, or one for all.</param>
    public static async Task<Lanes> OpenAsync(int port, string host, params IReadOnlyList<string> headers) => new(await Task.WhenAll(
        Enumerable.Range(0, Runs.AtOnce).Select(lane => RawClient.ConnectAsync(port, host, headers[lane % headers.Count]))));

    /// <exception cref="InvalidOperationException">The answer does not contain the expected word.</exception>
    public async Task PostAsync(int lane, string body, string expected)
    {
        var answer = await clients[lane].PostAsync(body);
        if (!answer.Contains(expected, StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
    }
}
