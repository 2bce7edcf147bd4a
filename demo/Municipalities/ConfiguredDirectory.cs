namespace IdBellen.Demo.Municipalities;

/// <summary>The municipalities of the settings. Token files are read at each call, so that a rotated token works at once.</summary>
internal sealed class ConfiguredDirectory(IReadOnlyList<ConfiguredMunicipality> configured) : IMunicipalityDirectory
{
    public Task<IReadOnlyList<Municipality>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Municipality>>([.. configured.Select(static one => one.ToMunicipality())]);

    public async Task<string> ExchangeTokenAsync(string municipality, CancellationToken cancellationToken)
    {
        var file = configured.FirstOrDefault(one => one.Name == municipality)?.ExchangeTokenFile
            ?? throw new DirectoryUnavailableException(
                "Voor deze gemeente is geen bestand met een centraletoken ingesteld (exchangeTokenFile).");
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DirectoryUnavailableException("Het bestand met het centraletoken van deze gemeente kan niet worden gelezen.",
                problem);
        }
    }
}
