using System.Text.Json.Nodes;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>A valid municipality with one mistake, and what becomes of it.</summary>
/// <param name="Mistake">What the admin did.</param>
/// <param name="Patch">
/// The mistake as a JSON merge patch on a valid municipality. <c>NAME</c> is the municipality's name, <c>OLDER</c> that of an older one and
/// <c>TAKEN</c> its host.
/// </param>
/// <param name="Answer">Who refuses it, and how.</param>
public sealed record MalformedResource(string Mistake, string Patch, Answer Answer)
{
    /// <summary>The value of the IRMA server's public key, when that is the mistake.</summary>
    public string? PublicKey { get; init; }

    public override string ToString() => Mistake;

    public JsonObject On(JsonObject valid, string name, string older, string taken)
    {
        var patch = Patch.Replace("NAME", name, StringComparison.Ordinal).Replace("OLDER", older, StringComparison.Ordinal)
            .Replace("TAKEN", taken, StringComparison.Ordinal);
        return Merge(valid, JsonNode.Parse(patch)!.AsObject());
    }

    // RFC 7396, but that null stays: an admin can write it too.
    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            target[key] = value is JsonObject part && target[key] is JsonObject whole
                ? Merge((JsonObject)whole.DeepClone(), part)
                : value?.DeepClone();
        }
        return target;
    }
}

/// <summary>What becomes of a malformed resource.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>The schema refuses it everywhere: 422 with the field.</summary>
    public sealed record Schema(string Field) : Answer;

    /// <summary>Where CEL is known the API server refuses it with the rule's words; elsewhere the same words are in a condition.</summary>
    public sealed record Rule(string Reason, string Field, string Words) : Answer;

    /// <summary>Only the operator can tell: a condition.</summary>
    public sealed record Condition(string Reason, string Field, string Words) : Answer;
}
