using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Municipalities;

namespace IdBellen.Demo.Wallet;

/// <summary>A session in the list of the wallet. The code of its return address is not part of it.</summary>
public sealed record WaitingSession(string Url, string Requestor, string Host, string Asked, TimeSpan Age, bool Paired);

/// <summary>The sessions that can be scanned now, newest first, with the municipality if its phone number identifies it.</summary>
internal sealed class WaitingSessions(
    ScannableSessions scannable, SchemeCatalogue scheme, IMunicipalityDirectory directory, TimeProvider time)
{
    public async Task<IReadOnlyList<WaitingSession>> ListAsync(CancellationToken cancellationToken)
    {
        var sessions = scannable.Newest;
        if (sessions.Count == 0)
        {
            return [];
        }
        var names = await NamesByNumberAsync(cancellationToken);
        return [.. sessions.Select(session => Describe(session, names))];
    }

    private WaitingSession Describe(Session session, Dictionary<string, string> names)
    {
        var number = TelephoneLink.Read(session.Request.Request.ClientReturnUrl)?.Number;
        var host = new Uri(session.Pointer.Url).Authority;
        return new WaitingSession(
            session.Pointer.Url,
            number is null ? host : names.GetValueOrDefault(number, host),
            host,
            Asked(session.Request.Request),
            time.GetUtcNow() - session.StartedAt,
            session.PairingCode is not null);
    }

    private string Asked(DisclosureRequest request) => string.Join("; ", request.Disclose.Select(alternatives =>
        string.Join(" of ", alternatives.Where(static option => option.Count > 0).Select(option =>
            string.Join(", ", option.Select(attribute => scheme.LabelOf(attribute).Nl))))));

    private async Task<Dictionary<string, string>> NamesByNumberAsync(CancellationToken cancellationToken)
    {
        try
        {
            var municipalities = await directory.ListAsync(cancellationToken);
            return municipalities.DistinctBy(static one => one.PhoneNumber, StringComparer.Ordinal)
                .ToDictionary(static one => one.PhoneNumber, static one => one.DisplayName, StringComparer.Ordinal);
        }
        catch (DirectoryUnavailableException)
        {
            // Falls back to the host, as the real app does for an unknown requestor.
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
