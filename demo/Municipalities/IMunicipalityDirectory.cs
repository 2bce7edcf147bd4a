namespace IdBellen.Demo.Municipalities;

/// <summary>The municipalities as they are at the moment of asking, so that one applied during the demo works at once.</summary>
internal interface IMunicipalityDirectory
{
    /// <exception cref="DirectoryUnavailableException">The source cannot be read now.</exception>
    Task<IReadOnlyList<Municipality>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The token with which this municipality's exchange signs in.</summary>
    /// <exception cref="DirectoryUnavailableException">The token is missing, or the source is unavailable.</exception>
    Task<string> ExchangeTokenAsync(string municipality, CancellationToken cancellationToken);
}

/// <summary>The list of municipalities or a token could not be read; the message is fit for the page.</summary>
internal sealed class DirectoryUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
