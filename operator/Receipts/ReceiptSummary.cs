using System.Globalization;
using System.Text;

namespace IdBellen.Operator.Receipts;

/// <summary>A verified receipt in a few lines for people.</summary>
internal static class ReceiptSummary
{
    public static string Of(TeardownReceipt receipt, string keyId)
    {
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"  {label,-22}{value}\n");

        text.Append(CultureInfo.InvariantCulture, $"GOOD: as signed with key {keyId}\n");
        Line("municipality", $"{receipt.Municipality.Name} in {receipt.Municipality.Namespace}, UID {receipt.Municipality.Uid}");
        Line("deletion requested", receipt.Deletion.RequestedAt);
        Line("started", receipt.Deletion.BegunAt);
        Line("completed", receipt.Deletion.CompletedAt);
        Line("live calls ended", Number(receipt.Erased.Calls));
        Line("sessions erased", Number(receipt.Erased.Sessions));
        Line("other rows", receipt.Erased.RowsCounted
            ? $"{Number(receipt.Erased.Rows.Values.Sum())} ({Counts(receipt.Erased.Rows)})" : "not counted: there was no database");
        if (receipt.AccessLogUnconfirmed is { } lost)
            Line("access log", lost == 0 ? "its receiver has all" : $"{Number(lost)} records that its receiver did not confirm");
        Line("prepared transactions", $"{Number(receipt.Ended.PreparedTransactions)} rolled back");
        Line("connections", $"{Number(receipt.Ended.Connections)} ended");
        Line("databases dropped", List(receipt.Dropped.Databases));
        Line("roles dropped", List(receipt.Dropped.Roles));
        Line("Secrets deleted", List(receipt.Dropped.Secrets));
        Line("platform rows", Counts(receipt.Dropped.PlatformRows));
        Line("nothing left in", $"{List(receipt.Verified.NothingLeftIn)} (checked at {receipt.Verified.At})");
        Line("kept", List(receipt.Kept));
        Line("operator", receipt.OperatorVersion);
        return text.ToString();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Counts(IReadOnlyDictionary<string, long> rows) =>
        rows.Values.Sum() == 0
            ? "none" : string.Join(", ", rows.Where(row => row.Value > 0).Select(row => $"{row.Key} {Number(row.Value)}"));
}
