using System.Text.Json;
using System.Text.Json.Serialization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>The evaluation that survives its municipality, as one document: what may be told and nothing else.</summary>
/// <param name="Municipality">The name of the resource.</param>
/// <param name="DisplayName">As people call it.</param>
/// <param name="Uid">Of the resource; namesakes differ by it.</param>
/// <param name="From">The first day on which something was counted, <c>yyyy-MM-dd</c>.</param>
/// <param name="Until">The last one.</param>
/// <param name="MadeAt">When the municipality was taken down.</param>
/// <param name="Titles">Of the purposes that the resource had then, by name.</param>
/// <param name="Evaluation">The figures.</param>
public sealed record KeptReport(
    string Municipality, string DisplayName, string Uid, DateOnly From, DateOnly Until, DateTimeOffset MadeAt, IReadOnlyDictionary<string, TranslationSpec> Titles, PilotEvaluation Evaluation)
{
    public const string CurrentFormat = "idbellen.nl/evaluation-report/v1";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DictionaryKeyPolicy = null,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Format { get; init; } = CurrentFormat;

    public string ToJson() => JsonSerializer.Serialize(this, Written);

    /// <exception cref="JsonException">It is no such document.</exception>
    public static KeptReport Parse(string json) => JsonSerializer.Deserialize<KeptReport>(json, Written) ?? throw new JsonException();
}
