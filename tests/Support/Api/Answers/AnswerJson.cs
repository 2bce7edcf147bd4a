using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdBellen.Tests.Support.Api.Answers;

/// <summary>
/// Reads what the api answered to a question for one field. What was not asked for and what may not be null fails here instead of looking
/// like <c>false</c> or like nothing.
/// </summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static T Read<T>(JsonNode data) =>
        data.AsObject().Single().Value.Deserialize<T>(Options) ?? throw new InvalidOperationException($"There is nothing in {data}.");
}
