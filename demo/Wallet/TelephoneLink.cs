namespace IdBellen.Demo.Wallet;

/// <summary>A <c>tel:</c> return address as the Yivi app reads it: the number is everything before the first comma.</summary>
/// <param name="Dialled">What the phone dials: number, pauses and code.</param>
internal sealed record TelephoneLink(string Number, string Dialled)
{
    private const string Scheme = "tel:";

    /// <summary>The code goes in the fragment, which browsers keep to themselves.</summary>
    public string TelephonePage => $"/telephone#tel={Uri.EscapeDataString(Dialled)}";

    public static TelephoneLink? Read(string? returnUrl)
    {
        if (returnUrl?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }
        var dialled = returnUrl[Scheme.Length..];
        return new TelephoneLink(dialled.Split(',')[0], dialled);
    }
}
