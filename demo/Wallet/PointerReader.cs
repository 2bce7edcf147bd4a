using System.Text.Json;
using IdBellen.Demo.Irma.Sessions;

namespace IdBellen.Demo.Wallet;

/// <summary>Reads what a QR code or a link for the Yivi app holds.</summary>
internal static class PointerReader
{
    /// <param name="scanned">
    /// The JSON of a QR code, an <c>open.yivi.app/-/session#…</c> link, an <c>irma://qr/json/…</c> link, or the address itself.
    /// </param>
    /// <returns>The address that the app must call; null when the text is none of these.</returns>
    public static Uri? Read(string? scanned)
    {
        var text = scanned?.Trim() ?? "";
        return Json(text) ?? Json(AfterMarker(text, "#")) ?? Json(AfterMarker(text, "/qr/json/")) ?? Address(text);
    }

    private static string AfterMarker(string text, string marker) =>
        text.IndexOf(marker, StringComparison.Ordinal) is >= 0 and var at ? Uri.UnescapeDataString(text[(at + marker.Length)..]) : "";

    private static Uri? Json(string text)
    {
        if (!text.StartsWith('{'))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<SessionPointer>(text) is { Kind: "disclosing", Url: { } url } ? Address(url) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.AbsolutePath.Contains("/session/", StringComparison.Ordinal)
            ? url
            : null;
}
