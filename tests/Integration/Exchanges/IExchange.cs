using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Exchanges;

/// <summary>An exchange that serves municipalities of a real api, whatever it is made of.</summary>
public interface IExchange
{
    /// <summary>A municipality that it serves, and the number that is called.</summary>
    Task<(ServedMunicipality Municipality, string Number)> MunicipalityAsync(Func<MunicipalitySpec, MunicipalitySpec>? change = null);

    /// <summary>Takes the municipality down.</summary>
    Task DeleteAsync(ServedMunicipality municipality);

    /// <summary>A citizen dials, and is answered.</summary>
    /// <param name="municipality">Whose number it is.</param>
    /// <param name="number">The number.</param>
    /// <param name="from">The citizen's own number; null: withheld.</param>
    Task<ICaller> DialAsync(ServedMunicipality municipality, string number, string? from = "+31612345678");
}

/// <summary>A citizen on the telephone. Hangs up when disposed of.</summary>
public interface ICaller : IAsyncDisposable
{
    /// <summary>Completed when the exchange has ended the call.</summary>
    Task Ended { get; }

    /// <summary>Keys in a code when asked for it, and a hash; an empty one: has none.</summary>
    Task KeyInAsync(string code);

    Task HangUpAsync();
}
