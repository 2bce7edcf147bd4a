using System.ComponentModel.DataAnnotations;
using System.Text;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>Where agents' browser phones reach the exchanges. Without an exchange no browser phone can connect.</summary>
internal sealed class PhoneOptions : IValidatableObject
{
    public const string Section = "Phones";

    /// <summary>
    /// The SIP WebSocket of each Asterisk by its name, the part of a call reference before the first dot: <c>asterisk-0</c> =
    /// <c>http://asterisk-0.asterisk:8088/ws</c>.
    /// </summary>
    public Dictionary<string, Uri> Exchanges { get; } = new(StringComparer.Ordinal);

    public TurnOptions Turn { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in Exchanges)
        {
            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
                yield return new ValidationResult(
                    $"Phones:Exchanges:{name} must be an address such as http://asterisk-0.asterisk:8088/ws.");
        }
        if (Turn.Urls.Count > 0 && Encoding.UTF8.GetByteCount(Turn.Secret) < TurnOptions.MinSecretBytes)
            yield return new ValidationResult($"Phones:Turn:Secret must have at least {TurnOptions.MinSecretBytes} bytes; it is the "
                + "static-auth-secret of coturn.");
        foreach (var url in Turn.Urls.Where(url => !url.StartsWith("turn:", StringComparison.Ordinal)
            && !url.StartsWith("turns:", StringComparison.Ordinal)))
            yield return new ValidationResult($"Phones:Turn:Urls: {url} must begin with turn: or turns: (RFC 7065).");
        if (Turn.Lifetime < TimeSpan.FromSeconds(5) || Turn.Lifetime > TimeSpan.FromHours(12))
            yield return new ValidationResult("Phones:Turn:Lifetime must be from 5 seconds to 12 hours.");
    }
}

/// <summary>The TURN server, which relays the sound of browsers to the exchanges.</summary>
internal sealed class TurnOptions
{
    public const int MinSecretBytes = 16;

    /// <summary>In the order of preference, for example <c>turn:turn.example:3478?transport=udp</c>.</summary>
    public List<string> Urls { get; } = [];

    /// <summary>The secret that the TURN server and the api share.</summary>
    public string Secret { get; init; } = "";

    /// <summary>How long a credential can begin a relay. A relay that has begun outlives it.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);
}
