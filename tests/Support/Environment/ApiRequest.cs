namespace IdBellen.Tests.Support.Environment;

/// <summary>A request to the API server, as a test's hooks see it.</summary>
/// <param name="Number">From 1, in the order in which requests came.</param>
/// <param name="Mutation">From 1, in the order of requests that change something; 0 for one that reads. Leases do not count.</param>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">With its question mark, or empty.</param>
public sealed record ApiRequest(int Number, int Mutation, string Method, string Path, string Query)
{
    public bool IsWatch => Query.Contains("watch=true", StringComparison.Ordinal);

    /// <summary>Asks for all of one kind in a namespace.</summary>
    public bool IsList => Method == "GET" && !IsWatch && Path.EndsWith(Resource, StringComparison.Ordinal);

    public bool IsLease => Resource == "leases";

    /// <summary>The kind in the plural, such as <c>municipalities</c> or <c>secrets</c>.</summary>
    public string Resource { get; } = Kind(Path);

    // /api/v1/namespaces/{ns}/{kind}… or /apis/{group}/{version}/namespaces/{ns}/{kind}…
    private static string Kind(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part != "namespaces").ToList();
        return parts.Count > 2 ? parts[2] : "";
    }
}
