namespace IdBellen.Demo.Wallet;

/// <summary>A <c>tel:</c> return address as the Yivi app reads it: the number is everything before the first comma.</summary>
/// <param name="Dialled">The string to dial: number, pauses and code.</param>
internal sealed record TelephoneLink(string Number, string Dialled)
{
    private const string Scheme = "tel:";

    /// <summary>The link, with the code in the fragment, which browsers do not send.</summary>
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
