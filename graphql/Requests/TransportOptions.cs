using System.ComponentModel.DataAnnotations;

namespace IdBellen.Api.GraphQL.Transport;

/// <summary>Which documents are accepted, and how much one request may ask. The defaults are those of production.</summary>
public sealed record TransportOptions
{
    public const string Section = "GraphQL";

    /// <summary>Which documents are executed.</summary>
    public DocumentPolicy Documents { get; init; } = DocumentPolicy.Shipped;

    /// <summary>Bytes of a request's body, and of a WebSocket message.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxRequestBytes { get; init; } = 64 * 1024;

    /// <summary>Lexical tokens of a document (GraphQL specification section 2.1.6).</summary>
    [Range(1, 100_000)]
    public int MaxTokens { get; init; } = 1000;

    /// <summary>Fields within fields.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; init; } = 10;

    /// <summary>One for each field, five times as much for what is below a list. The dearest of ours, the whole evaluation, costs less than half.</summary>
    [Range(1, 1_000_000)]
    public int MaxCost { get; init; } = 7000;

    /// <summary>Fields with an alias in a document.</summary>
    [Range(0, 1000)]
    public int MaxAliases { get; init; } = 10;

    /// <summary>Fields of the operation itself.</summary>
    [Range(1, 1000)]
    public int MaxRootFields { get; init; } = 5;

    /// <summary>Directives in a document.</summary>
    [Range(0, 1000)]
    public int MaxDirectives { get; init; } = 10;

    /// <summary>How long a query or a mutation may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two signs of life in a stream without news.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a WebSocket may be open before its <c>connection_init</c>.</summary>
    public TimeSpan InitialisationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take to read one message of a stream before its connection is ended.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Operations that run at once on one WebSocket.</summary>
    [Range(1, 1000)]
    public int MaxOperationsPerSocket { get; init; } = 20;
}

public enum DocumentPolicy
{
    /// <summary>Only those that ship with our own clients.</summary>
    Shipped,

    /// <summary>All: for development and tests.</summary>
    Any,
}
