namespace IdBellen.Demo.Municipalities;

/// <summary>A directory without municipalities, for a demo without a source; the pages explain how to configure one.</summary>
internal sealed class NoDirectory : IMunicipalityDirectory
{
    private const string Advice =
        "Er zijn geen gemeenten bekend. Zet KUBECONFIG (een cluster met Municipality-resources) of Demo__Municipalities.";

    public Task<IReadOnlyList<Municipality>> ListAsync(CancellationToken cancellationToken) =>
        throw new DirectoryUnavailableException(Advice);

    public Task<string> ExchangeTokenAsync(string municipality, CancellationToken cancellationToken) =>
        throw new DirectoryUnavailableException(Advice);
}
