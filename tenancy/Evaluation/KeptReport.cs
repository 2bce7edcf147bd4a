using System.Text.Json;
using System.Text.Json.Serialization;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>The evaluation that is kept after a municipality is deleted, as one document; contains only published figures.</summary>
/// <param name="DisplayName">The municipality's display name.</param>
/// <param name="Uid">The UID of the resource, to distinguish resources with the same name.</param>
/// <param name="From">The first day on which something was counted, <c>yyyy-MM-dd</c>.</param>
/// <param name="Until">The last one.</param>
/// <param name="MadeAt">When the municipality was taken down.</param>
/// <param name="Titles">The titles of the resource's purposes at that time, by name.</param>
public sealed record KeptReport(
    string Municipality, string DisplayName, string Uid, DateOnly From, DateOnly Until, DateTimeOffset MadeAt,
    IReadOnlyDictionary<string, TranslationSpec> Titles, PilotEvaluation Evaluation)
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

    /// <exception cref="JsonException">The document has another form.</exception>
    public static KeptReport Parse(string json) => JsonSerializer.Deserialize<KeptReport>(json, Written) ?? throw new JsonException();
}
