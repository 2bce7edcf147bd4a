using System.Text.Json;

namespace IdBellen.Operator.Receipts;

/// <summary><c>verify-receipt FILE --key PUBLIC.pem</c>: verifies the signature of a receipt. Offline and read-only.</summary>
internal static class VerifyReceiptCommand
{
    public const string Word = "verify-receipt";

    private const int Good = 0;
    private const int Tampered = 1;
    private const int Unreadable = 2;

    private const string Usage =
        """
        usage: verify-receipt FILE --key PUBLIC.pem

          FILE         a receipt: kubectl get configmap receipt-… -n id-bellen-system -o jsonpath='{.data.receipt\.json}'
          PUBLIC.pem   the public key that its keyId names: kubectl get configmap idbellen-receipt-keys -n id-bellen-system -o yaml

        exit status: 0 as it was signed, 1 not as it was signed or by another key, 2 the question can't be understood
        """;

    /// <returns>The exit status.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var (file, keyFile) = arguments switch
        {
            [var first, "--key", var second] => (first, second),
            ["--key", var second, var first] => (first, second),
            _ => (null, null),
        };
        if (file is null || keyFile is null) return Misunderstood(errors, "Specify a receipt and a key.");
        try
        {
            using var key = ReceiptKey.ReadPublic(File.ReadAllText(keyFile));
            if (key is null) return Misunderstood(errors, $"{keyFile} does not contain an ECDSA P-256 public key in PEM (BEGIN PUBLIC "
                + "KEY).");
            var (receipt, fault) = SignedReceipt.Verify(File.ReadAllText(file), key);
            if (receipt is null)
            {
                errors.WriteLine($"NOT GOOD: {file} proves nothing. {fault}");
                return Tampered;
            }
            output.Write(ReceiptSummary.Of(receipt, key.Id));
            return Good;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Misunderstood(errors, fault.Message);
        }
        catch (JsonException)
        {
            return Misunderstood(errors, $"{file} does not contain a receipt: it is not JSON, or has a duplicate member.");
        }
    }

    private static int Misunderstood(TextWriter errors, string what)
    {
        errors.WriteLine(what);
        errors.WriteLine(Usage);
        return Unreadable;
    }
}
