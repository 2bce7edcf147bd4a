using System.Globalization;
using System.Text;
using GraphQL.Types;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>Documents of our schema, right in form for the most part, with arguments that chance chooses.</summary>
internal sealed class RandomDocument(ISchema schema, System.Random random, RandomText texts)
{
    private const int Deepest = 5;

    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly List<string> declared = [];

    /// <summary>The body of a request, in JSON.</summary>
    public static string Request(ISchema schema, System.Random random, RandomText texts)
    {
        if (texts.Chance(3)) return texts.Next(["[]", "null", "{", "{}", "\"x\"", "[{\"query\":\"{viewer{id}}\"}]", "{\"query\":1}",
            "{\"query\":\"{viewer{id}}\",\"variables\":[]}", new string('[', 3000)]);
        var document = new RandomDocument(schema, random, texts);
        var query = document.Query();
        return $$"""{"query":{{RandomText.Json(query)}},"variables":{{{string.Join(',', document.variables.Select(one => $"\"{one.Key}\":{one.Value}"))}}}{{(texts.Chance(5) ? $",{RandomText.Json(texts.Next())}:{RandomText.Json(texts.Next())}" : "")}}}""";
    }

    private string Query()
    {
        if (texts.Chance(4)) return texts.Next();
        var (kind, root) = texts.Next<(string, IObjectGraphType)>([("query", schema.Query), ("mutation", schema.Mutation!),
            ("mutation", schema.Mutation!), ("subscription", schema.Subscription!)]);
        var set = Set(root, 0, kind == "subscription" ? 1 : 1 + random.Next(2));
        var head = declared.Count == 0 ? "" : $"({string.Join(", ", declared)})";
        return $"{kind} {head} {set}";
    }

    private string Set(IComplexGraphType type, int depth, int fields)
    {
        var chosen = Enumerable.Range(0, fields).Select(_ => texts.Next(type.Fields.ToList())).DistinctBy(field => field.Name);
        return $"{{ {string.Join(' ', chosen.Select(field => Field(field, depth)))}{(texts.Chance(2) ? " __typename nope" : "")} }}";
    }

    private string Field(FieldType field, int depth)
    {
        var arguments = (field.Arguments?.AsEnumerable() ?? [])
            .Where(argument => argument.ResolvedType is NonNullGraphType || texts.Chance(50))
            .Select(argument => $"{argument.Name}: {Argument(argument.ResolvedType!)}").ToList();
        var text = new StringBuilder(field.Name);
        if (arguments.Count > 0) text.Append(CultureInfo.InvariantCulture, $"({string.Join(", ", arguments)})");
        if (Named(field.ResolvedType!) is IComplexGraphType inner)
            text.Append(' ').Append(depth < Deepest || texts.Chance(10) ? Set(inner, depth + 1, 1 + random.Next(3)) : "{ __typename }");
        return text.ToString();
    }

    // As a literal or by a variable.
    private string Argument(IGraphType type)
    {
        var value = Value(type);
        if (texts.Chance(40)) return value;
        var name = string.Create(CultureInfo.InvariantCulture, $"v{declared.Count}");
        declared.Add($"${name}: {type}");
        variables[name] = Named(type) is EnumerationGraphType && value.All(char.IsAsciiLetter) ? $"\"{value}\"" : value;
        return $"${name}";
    }

    private string Value(IGraphType type)
    {
        if (texts.Chance(10))
            return texts.Next(["null", "[]", "{}", "1", "99999999999999999999", "1e999", "true", RandomText.Json(texts.Next())]);
        return type switch
        {
            NonNullGraphType inner => Value(inner.ResolvedType!),
            ListGraphType list => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(list.ResolvedType!)))}]",
            EnumerationGraphType choices => texts.Next(choices.Values.ToList()).Name,
            IntGraphType => texts.Next(["0", "1", "-1", "9", "2147483647", "-2147483648", "2147483648"]),
            BooleanGraphType => texts.Next(["true", "false"]),
            IdGraphType => RandomText.Json(texts.Chance(60)
                ? new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString() : texts.Next()),
            _ => RandomText.Json(texts.Next()),
        };
    }

    private static IGraphType Named(IGraphType type) => type switch
    {
        NonNullGraphType inner => Named(inner.ResolvedType!),
        ListGraphType list => Named(list.ResolvedType!),
        _ => type,
    };
}
