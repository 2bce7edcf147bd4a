using IdBellen.Operator.Receipts;

namespace IdBellen.Tests.Support.Operator.Receipts;

/// <summary>A receipt with something in each of its members.</summary>
internal static class SampleReceipt
{
    public static TeardownReceipt Create() => new()
    {
        Municipality = new ReceiptMunicipality("arnhem", "id-bellen", "0f8c1a9e-3b1d-4a53-9f0e-2c5d8f6b7a10"),
        Deletion = new ReceiptTimes("2026-11-23T10:00:00.000Z", "2026-11-23T10:00:00.120Z", "2026-11-23T10:00:02.500Z"),
        OperatorVersion = "1.0.0+abc",
        Erased = new ReceiptErased(2, 5, true,
            new Dictionary<string, long>(StringComparer.Ordinal) { ["account"] = 3, ["data_access_log"] = 40 }),
        AccessLogUnconfirmed = 7,
        Ended = new ReceiptEnded(1, 50),
        Dropped = new ReceiptDropped(
            ["idbellen_arnhem"], ["idbellen_arnhem_a", "idbellen_arnhem_owner"], ["arnhem-database"],
            new Dictionary<string, long>(StringComparer.Ordinal) { ["follow_up"] = 1, ["tenant"] = 1 }),
        Verified = new ReceiptVerified("2026-11-23T10:00:02.400Z", ["pg_database", "pg_roles"]),
        Stages = [new ReceiptStage("EndingCalls", "2026-11-23T10:00:00.130Z", 12),
            new ReceiptStage("Draining", "2026-11-23T10:00:00.142Z", 1)],
    };
}
