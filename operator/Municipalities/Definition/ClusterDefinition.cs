using System.Text.Json;
using IdBellen.Tenancy.Resource;
using k8s;

namespace IdBellen.Operator.Municipalities.Definition;

/// <summary>The cluster's CustomResourceDefinition, compared with the one that this operator was built with.</summary>
internal sealed partial class ClusterDefinition(IKubernetes client, TimeProvider time, ILogger<ClusterDefinition> logger)
{
    private const string Group = "apiextensions.k8s.io";
    private const string Kind = "customresourcedefinitions";
    private const int NamedFields = 10;

    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);

    private static readonly Lazy<string> Own = new(() =>
    {
        using var stream = typeof(ClusterDefinition).Assembly.GetManifestResourceStream("municipality.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    private volatile Comparison? last;

    /// <summary>The fields missing from the cluster's definition at the last check; null before the first.</summary>
    public IReadOnlyList<string>? LastMissing => last?.Missing;

    /// <summary>The fields that the cluster's definition drops; empty when it contains all fields of this release.</summary>
    /// <param name="isFresh">Asks the API server, however short ago that was.</param>
    public async Task<IReadOnlyList<string>> MissingAsync(bool isFresh, CancellationToken cancellationToken)
    {
        if (!isFresh && last is { } known && time.GetElapsedTime(known.At) < Validity) return known.Missing;
        var found = await client.CustomObjects.GetClusterCustomObjectAsync<JsonElement>(
            Group, "v1", Kind, $"{Municipality.Plural}.{Municipality.ApiGroup}", cancellationToken);
        var missing = DefinitionSchema.Missing(Own.Value, found.GetRawText());
        if (missing.Count > 0 && last?.Missing is null or []) LogOlder(logger, Names(missing));
        if (missing.Count == 0 && last?.Missing is { Count: > 0 }) LogWhole(logger);
        last = new Comparison(missing, time.GetTimestamp());
        return missing;
    }

    /// <summary>The fields as part of a sentence.</summary>
    public static string Names(IReadOnlyList<string> fields) =>
        string.Join(", ", fields.Take(NamedFields)) + (fields.Count > NamedFields ? $" and {fields.Count - NamedFields} more" : "");

    [LoggerMessage(Level = LogLevel.Error, Message = "The CustomResourceDefinition in the cluster is older than this operator and drops "
        + "{Fields}: no specification is accepted until that of this release is applied")]
    private static partial void LogOlder(ILogger logger, string fields);

    [LoggerMessage(Level = LogLevel.Information, Message = "The CustomResourceDefinition in the cluster has all fields that this operator "
        + "uses")]
    private static partial void LogWhole(ILogger logger);

    private sealed record Comparison(IReadOnlyList<string> Missing, long At);
}
