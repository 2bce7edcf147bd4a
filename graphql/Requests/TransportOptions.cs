using System.ComponentModel.DataAnnotations;

namespace IdBellen.GraphQL.Requests;

/// <summary>The accepted documents, and limits on requests. The defaults are meant for production.</summary>
internal sealed record TransportOptions
{
    public const string Section = "GraphQL";

    private const string ShortestTime = "00:00:00.001";
    private const string LongestTime = "01:00:00";
    private const string Times = ShortestTime + " to " + LongestTime + ".";

    /// <summary>Which documents are executed.</summary>
    public DocumentPolicy Documents { get; init; } = DocumentPolicy.Shipped;

    /// <summary>Bytes of a request's body, and of a WebSocket message.</summary>
    [Range(1024, 1024 * 1024, ErrorMessage = "GraphQL__MaxRequestBytes must be from 1024 to 1048576.")]
    public int MaxRequestBytes { get; init; } = 64 * 1024;

    /// <summary>Lexical tokens of a document (GraphQL specification section 2.1.6).</summary>
    [Range(1, 100_000, ErrorMessage = "GraphQL__MaxTokens must be from 1 to 100000.")]
    public int MaxTokens { get; init; } = 1000;

    /// <summary>Fields within fields.</summary>
    [Range(1, 100, ErrorMessage = "GraphQL__MaxDepth must be from 1 to 100.")]
    public int MaxDepth { get; init; } = 10;

    /// <summary>
    /// The maximum cost: one per field, times five below each list. Our most expensive document, the whole evaluation, costs less than
    /// half.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "GraphQL__MaxCost must be from 1 to 1000000.")]
    public int MaxCost { get; init; } = 7000;

    /// <summary>Fields with an alias in a document.</summary>
    [Range(0, 1000, ErrorMessage = "GraphQL__MaxAliases must be from 0 to 1000.")]
    public int MaxAliases { get; init; } = 10;

    /// <summary>Fields of the operation itself.</summary>
    [Range(1, 1000, ErrorMessage = "GraphQL__MaxRootFields must be from 1 to 1000.")]
    public int MaxRootFields { get; init; } = 5;

    /// <summary>Directives in a document.</summary>
    [Range(0, 1000, ErrorMessage = "GraphQL__MaxDirectives must be from 0 to 1000.")]
    public int MaxDirectives { get; init; } = 10;

    /// <summary>Maximum duration of a query or a mutation.</summary>
    [Range(typeof(TimeSpan), ShortestTime, LongestTime, ErrorMessage = "GraphQL__Timeout must be from " + Times)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The interval between two keep-alives in an idle stream.</summary>
    [Range(typeof(TimeSpan), ShortestTime, LongestTime, ErrorMessage = "GraphQL__KeepAlive must be from " + Times)]
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Maximum time between opening a WebSocket and its <c>connection_init</c>.</summary>
    [Range(typeof(TimeSpan), ShortestTime, LongestTime, ErrorMessage = "GraphQL__InitialisationTimeout must be from " + Times)]
    public TimeSpan InitialisationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Maximum time for a client to read one message of a stream. After that the connection is closed.</summary>
    [Range(typeof(TimeSpan), ShortestTime, LongestTime, ErrorMessage = "GraphQL__SendTimeout must be from " + Times)]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Operations that run at once on one WebSocket.</summary>
    [Range(1, 1000, ErrorMessage = "GraphQL__MaxOperationsPerSocket must be from 1 to 1000.")]
    public int MaxOperationsPerSocket { get; init; } = 20;

    /// <summary>Bytes of the messages that asked for them.</summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "GraphQL__MaxBytesPerSocket must be from 1024 to 16777216.")]
    public int MaxBytesPerSocket { get; init; } = 256 * 1024;

    /// <summary>Maximum time to receive the body of a request.</summary>
    [Range(typeof(TimeSpan), ShortestTime, LongestTime, ErrorMessage = "GraphQL__BodyTimeout must be from " + Times)]
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(15);
}

internal enum DocumentPolicy
{
    /// <summary>Only the documents of our own clients.</summary>
    Shipped,

    /// <summary>All: for development and tests.</summary>
    Any,
}
