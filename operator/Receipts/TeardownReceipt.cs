using System.Text.Json.Serialization;

namespace IdBellen.Operator.Receipts;

/// <summary>
/// A record of a municipality's teardown: names and numbers, but no content and no personal data. Times are UTC (RFC 3339, milliseconds).
/// </summary>
internal sealed record TeardownReceipt
{
    public const string CurrentFormat = "idbellen.nl/teardown-receipt/v1";

    public string Format { get; init; } = CurrentFormat;

    public required ReceiptMunicipality Municipality { get; init; }

    public required ReceiptTimes Deletion { get; init; }

    /// <summary>The version of the operator that signed.</summary>
    public required string OperatorVersion { get; init; }

    public required ReceiptErased Erased { get; init; }

    /// <summary>
    /// Records of the access log that went with the database without a word of their receiver that it keeps them. No member where there was
    /// no receiver or no database.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AccessLogUnconfirmed { get; init; }

    public required ReceiptEnded Ended { get; init; }

    public required ReceiptDropped Dropped { get; init; }

    public required ReceiptVerified Verified { get; init; }

    /// <summary>What stays on purpose; receipts from before there was anything have no such member.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>The stages in order, with their durations.</summary>
    public required IReadOnlyList<ReceiptStage> Stages { get; init; }
}

internal sealed record ReceiptMunicipality(string Name, string Namespace, string Uid);

/// <param name="RequestedAt">When the deletion of the resource was asked for; whole seconds, as the API server keeps them.</param>
/// <param name="BegunAt">When the operator started.</param>
/// <param name="CompletedAt">When nothing was left and this was signed.</param>
internal sealed record ReceiptTimes(string RequestedAt, string BegunAt, string CompletedAt);

/// <param name="Calls">Live calls that were ended.</param>
/// <param name="Sessions">Sessions of citizens.</param>
/// <param name="RowsCounted">False when there was no database any more, or not yet.</param>
/// <param name="Rows">What else was in the database when it was dropped: rows by table.</param>
internal sealed record ReceiptErased(long Calls, long Sessions, bool RowsCounted, IReadOnlyDictionary<string, long> Rows);

/// <param name="PreparedTransactions">Rolled back.</param>
/// <param name="Connections">Put out of the database.</param>
internal sealed record ReceiptEnded(int PreparedTransactions, int Connections);

/// <param name="Databases">The database, or none if it no longer existed.</param>
/// <param name="Roles">The municipality's roles in PostgreSQL.</param>
/// <param name="Secrets">That the operator had generated.</param>
/// <param name="PlatformRows">Rows in the platform database, by table.</param>
internal sealed record ReceiptDropped(
    IReadOnlyList<string> Databases, IReadOnlyList<string> Roles, IReadOnlyList<string> Secrets,
    IReadOnlyDictionary<string, long> PlatformRows);

/// <param name="At">When it was looked.</param>
/// <param name="NothingLeftIn">The places that were searched for objects with the UID of the resource.</param>
internal sealed record ReceiptVerified(string At, IReadOnlyList<string> NothingLeftIn);

/// <param name="Name">The name in the status.</param>
/// <param name="BegunAt">When it first started.</param>
/// <param name="Milliseconds">Duration until the next stage first started.</param>
internal sealed record ReceiptStage(string Name, string BegunAt, long Milliseconds);
