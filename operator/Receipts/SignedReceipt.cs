using System.Buffers.Text;
using System.Text.Json;

namespace IdBellen.Operator.Receipts;

/// <summary>
/// The document that is handed out: the receipt, readable for people, and a signature over its canonical form (RFC 8785). Nothing in the
/// document is without the signature's cover but the signature.
/// </summary>
internal static class SignedReceipt
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    // Reject duplicate members: another parser may use the last one, where ours uses the first.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Sign(TeardownReceipt receipt, ReceiptKey key)
    {
        var content = JsonSerializer.SerializeToElement(receipt, JsonSerializerOptions.Web);
        var signature = new ReceiptSignature(ReceiptKey.Algorithm, key.Id, Base64Url.EncodeToString(key.Sign(CanonicalJson.Of(content))));
        return JsonSerializer.Serialize(new { receipt = content, signature }, Written) + "\n";
    }

    /// <returns>The signed content, or the reason why the document is invalid.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static (TeardownReceipt? Receipt, string? Fault) Verify(string document, ReceiptKey key)
    {
        using var parsed = JsonDocument.Parse(document, Strict);
        if (Members(parsed.RootElement) is not ["receipt", "signature"]) return Refuse("The file must contain exactly a receipt and a "
            + "signature.");
        var (receipt, signature) = (parsed.RootElement.GetProperty("receipt"), parsed.RootElement.GetProperty("signature"));
        if (Members(receipt) is null) return Refuse("The receipt must be an object.");
        if (Members(signature) is not ["algorithm", "keyId", "value"]) return Refuse("The signature must contain exactly algorithm, keyId "
            + "and value.");
        if (!IsText(signature.GetProperty("algorithm"), ReceiptKey.Algorithm))
            return Refuse($"The algorithm of the signature is not {ReceiptKey.Algorithm}.");
        if (!IsText(signature.GetProperty("keyId"), key.Id)) return Refuse("The receipt was signed with another key than the given one, "
            + $"{key.Id}.");
        if (Bytes(signature.GetProperty("value")) is not { } value)
            return Refuse("The value of the signature is not 64 bytes in base64url.");
        return Check(receipt, value, key);
    }

    private static (TeardownReceipt?, string?) Check(JsonElement receipt, byte[] signature, ReceiptKey key)
    {
        try
        {
            if (!key.Verifies(CanonicalJson.Of(receipt), signature)) return Refuse("The receipt was changed after it was signed.");
            return receipt.TryGetProperty("format", out var format) && IsText(format, TeardownReceipt.CurrentFormat)
                ? (receipt.Deserialize<TeardownReceipt>(JsonSerializerOptions.Web), null)
                : Refuse($"The signature is good, but the receipt is not of the format {TeardownReceipt.CurrentFormat}; verify it with the "
                    + "operator version that supports it.");
        }
        catch (FormatException fault)
        {
            return Refuse($"The receipt was changed after it was signed: {fault.Message}");
        }
    }

    private static (TeardownReceipt?, string?) Refuse(string fault) => (null, fault);

    private static string[]? Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? [.. element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)] : null;

    private static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    private static byte[]? Bytes(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String || element.GetString() is not { Length: 86 } text || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        // The last character has bits to spare, with which the same signature could be written in several ways.
        return bytes.Length == 64 && Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}

/// <param name="Algorithm">The JWS algorithm name.</param>
/// <param name="KeyId">RFC 7638 thumbprint of the public key.</param>
/// <param name="Value">r and s, 64 bytes in base64url.</param>
internal sealed record ReceiptSignature(string Algorithm, string KeyId, string Value);
