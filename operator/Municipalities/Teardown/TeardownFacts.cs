namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// The findings of a teardown for its receipt: names and numbers only. They only grow, and each part is either set once or a set, so that a
/// repeated stage counts nothing twice.
/// </summary>
internal sealed record TeardownFacts
{
    /// <summary>The time at which each stage first started, in order.</summary>
    public IReadOnlyList<StageBegin> Stages { get; init; } = [];

    /// <summary>Live calls that were ended.</summary>
    public long Calls { get; init; }

    /// <summary>Sessions of citizens that were erased.</summary>
    public long Sessions { get; init; }

    /// <summary>An erasure that was about to be committed; null when all are settled.</summary>
    public PendingErasure? Pending { get; init; }

    /// <summary>The server processes of connections that were ended, each with its start.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>The transaction ids of prepared transactions that were rolled back.</summary>
    public IReadOnlyList<string> PreparedTransactions { get; init; } = [];

    /// <summary>
    /// Records of the access log that their receiver had not confirmed when it was no longer waited for; null before that.
    /// </summary>
    public long? AccessLogLost { get; init; }

    /// <summary>Row counts of each table of the municipality's database after writes were blocked; null without a database.</summary>
    public IReadOnlyDictionary<string, long>? Rows { get; init; }

    public IReadOnlyList<string> Databases { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Rows that the platform database held of the municipality, by table.</summary>
    public IReadOnlyDictionary<string, long> PlatformRows { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What stays on purpose.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>When nothing was found to be left.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public DateTimeOffset? BeganAt(string stage) => Stages.FirstOrDefault(begin => begin.Name == stage)?.At;

    /// <summary>The union of what was known and what is found, in a stable order.</summary>
    public static IReadOnlyList<string> With(IReadOnlyList<string> known, IEnumerable<string> found) =>
        [.. known.Union(found, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

internal sealed record StageBegin(string Name, DateTimeOffset At);

/// <summary>
/// An erasure by a transaction in the municipality's database. The two databases cannot commit together, so it is written before that
/// transaction commits; afterwards the transaction's status decides whether it counts.
/// </summary>
internal sealed record PendingErasure(string TransactionId, long Calls, long Sessions);
