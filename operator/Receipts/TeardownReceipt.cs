using System.Text.Json.Serialization;

namespace IdBellen.Operator.Receipts;

/// <summary>
/// What a municipality's teardown did, in names and numbers: never content, nothing of a person. Times are UTC (RFC 3339, milliseconds).
/// </summary>
public sealed record TeardownReceipt
{
    public const string CurrentFormat = "idbellen.nl/teardown-receipt/v1";

    public string Format { get; init; } = CurrentFormat;

    public required ReceiptMunicipality Municipality { get; init; }

    public required ReceiptTimes Deletion { get; init; }

    /// <summary>The version of the operator that signed.</summary>
    public required string OperatorVersion { get; init; }

    public required ReceiptErased Erased { get; init; }

    /// <summary>
    /// Records of the access log that went with the database without a word of their receiver that it keeps them. No member where there was no receiver or no database.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AccessLogUnconfirmed { get; init; }

    public required ReceiptEnded Ended { get; init; }

    public required ReceiptDropped Dropped { get; init; }

    public required ReceiptVerified Verified { get; init; }

    /// <summary>What stays on purpose; receipts from before there was anything have no such member.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>In their order, with how long each took.</summary>
    public required IReadOnlyList<ReceiptStage> Stages { get; init; }
}

public sealed record ReceiptMunicipality(string Name, string Namespace, string Uid);

/// <param name="RequestedAt">When the deletion of the resource was asked for; whole seconds, as the API server keeps them.</param>
/// <param name="BegunAt">When the operator began.</param>
/// <param name="CompletedAt">When nothing was left and this was signed.</param>
public sealed record ReceiptTimes(string RequestedAt, string BegunAt, string CompletedAt);

/// <param name="Calls">Live calls that were ended.</param>
/// <param name="Sessions">Sessions of citizens.</param>
/// <param name="RowsCounted">False when there was no database any more, or not yet.</param>
/// <param name="Rows">What else was in the database when it was dropped: rows by table.</param>
public sealed record ReceiptErased(long Calls, long Sessions, bool RowsCounted, IReadOnlyDictionary<string, long> Rows);

/// <param name="PreparedTransactions">Rolled back.</param>
/// <param name="Connections">Put out of the database.</param>
public sealed record ReceiptEnded(int PreparedTransactions, int Connections);

/// <param name="Databases">One, or none when it was gone already.</param>
/// <param name="Roles">Of the municipality in PostgreSQL.</param>
/// <param name="Secrets">That the operator had generated.</param>
/// <param name="PlatformRows">Rows in the platform database, by table.</param>
public sealed record ReceiptDropped(
    IReadOnlyList<string> Databases, IReadOnlyList<string> Roles, IReadOnlyList<string> Secrets, IReadOnlyDictionary<string, long> PlatformRows);

/// <param name="At">When it was looked.</param>
/// <param name="NothingLeftIn">Where it was looked for anything that carries the UID of the resource.</param>
public sealed record ReceiptVerified(string At, IReadOnlyList<string> NothingLeftIn);

/// <param name="Name">As the status showed it.</param>
/// <param name="BegunAt">When it first began.</param>
/// <param name="Milliseconds">Until the next stage first began.</param>
public sealed record ReceiptStage(string Name, string BegunAt, long Milliseconds);
