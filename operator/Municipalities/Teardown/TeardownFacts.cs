namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// What a teardown has found and done, names and numbers only: what its receipt will say. It can only grow, and each part is either the
/// whole truth at once or a set, so that a stage which is repeated counts nothing twice.
/// </summary>
public sealed record TeardownFacts
{
    /// <summary>Each stage with the moment at which it first began, in their order.</summary>
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

    /// <summary>Records of the access log that their receiver had not confirmed when it was no longer waited for; null before that.</summary>
    public long? AccessLogLost { get; init; }

    /// <summary>Rows of each table of the municipality's database when nobody could write any more; null when there was nothing to count.</summary>
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

public sealed record StageBegin(string Name, DateTimeOffset At);

/// <summary>
/// What a transaction in the municipality's database erases. Two databases can't commit together: written before that transaction's end,
/// so that afterwards its id tells whether this is to be counted.
/// </summary>
public sealed record PendingErasure(string TransactionId, long Calls, long Sessions);
