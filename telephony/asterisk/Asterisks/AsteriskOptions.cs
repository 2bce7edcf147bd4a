using System.ComponentModel.DataAnnotations;

namespace IdBellen.Telephony.Asterisk.Asterisks;

/// <summary>The Asterisks that there are. Each has one worker at a time.</summary>
internal sealed record AsterisksOptions : IValidatableObject
{
    public const string Section = "Asterisks";

    /// <summary>By name, which calls carry in their reference: letters, digits and dashes.</summary>
    public Dictionary<string, AsteriskOptions> ByName { get; init; } = new(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ByName.Count == 0) yield return new ValidationResult("Set Asterisks__<name>__Ari to the address of an Asterisk.");
        foreach (var (name, one) in ByName)
        {
            if (name.Length > 40 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
                yield return new ValidationResult($"Asterisks__{name}: a name has at most 40 letters, digits and dashes.");
            if (one.Ari is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
                yield return new ValidationResult($"Asterisks__{name}__Ari must be an address such as http://asterisk-0:8088.");
            if (one.User is not { Length: > 0 } || one.Password is not { Length: > 0 })
                yield return new ValidationResult($"Set Asterisks__{name}__User and Asterisks__{name}__Password.");
        }
    }
}

internal sealed record AsteriskOptions
{
    /// <summary>Where its HTTP server is.</summary>
    public Uri? Ari { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Omits the password.</summary>
    public override string ToString() => $"{Ari}";
}
