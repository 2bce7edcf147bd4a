namespace IdBellen.Telephony.Asterisk.Ari;

/// <summary>Bridges, in which channels hear each other.</summary>
internal sealed class AriBridges(AriHttp http)
{
    public async Task<IReadOnlyList<AriBridge>> ListAsync(CancellationToken cancellationToken) =>
        await http.GetAsync("bridges", AriJson.Default.IReadOnlyListAriBridge, cancellationToken) ?? [];

    /// <param name="id">An id that we choose; one that exists already is as good.</param>
    public Task<bool> MakeAsync(string id, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path(Of(id), ("type", "mixing")), cancellationToken);

    public Task<bool> AddAsync(string id, string channel, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path($"{Of(id)}/addChannel", ("channel", channel)), cancellationToken);

    public Task<bool> RemoveAsync(string id, string channel, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Post, AriHttp.Path($"{Of(id)}/removeChannel", ("channel", channel)), cancellationToken);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        http.SendAsync(HttpMethod.Delete, Of(id), cancellationToken);

    private static string Of(string id) => $"bridges/{AriHttp.Escape(id)}";
}
