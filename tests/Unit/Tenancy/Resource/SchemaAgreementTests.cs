using System.Reflection;
using System.Text.Json;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using YamlDotNet.Serialization;
using k8s.Models;
using Node = System.Collections.Generic.Dictionary<object, object>;

namespace IdBellen.Tests.Unit.Tenancy.Resource;

/// <summary>The CRD and the types say the same, field by field, in both directions.</summary>
public sealed class SchemaAgreementTests
{
    [Fact]
    public void Spec_agrees_in_names_types_and_what_is_required() =>
        Compare(Schema("spec"), typeof(MunicipalitySpec), "spec", comparePresence: true).Should().BeEmpty();

    // What we write ourselves is always complete; there the schema's "required" guards against others.
    [Fact]
    public void Status_agrees_in_names_and_types() =>
        Compare(Schema("status"), typeof(MunicipalityStatus), "status", comparePresence: false).Should().BeEmpty();

    [Fact]
    public void Group_version_and_names_agree()
    {
        var spec = (Node)Crd["spec"];
        var names = (Node)spec["names"];

        spec["group"].Should().Be(Municipality.ApiGroup);
        Version["name"].Should().Be(Municipality.ApiVersionName);
        (names["kind"], names["plural"]).Should().Be((Municipality.KindName, Municipality.Plural));
        ((Node)Crd["metadata"])["name"].Should().Be($"{Municipality.Plural}.{Municipality.ApiGroup}");
    }

    [Theory]
    [InlineData("retention", "60m")]
    [InlineData("wrapUp", "2m")]
    public void Defaults_of_the_schema_are_those_of_the_types(string field, string expected)
    {
        var spec = new MunicipalitySpec();

        ((Node)((Node)Schema("spec")["properties"])[field])["default"].Should().Be(expected);
        (field == "retention" ? spec.Retention() : spec.WrapUp()).Should().Be(Durations.Parse(expected)!.Value);
    }

    private static readonly Node Crd = new DeserializerBuilder().Build().Deserialize<Node>(
        File.ReadAllText(Repository.File("crds", "municipality.yaml")));

    private static Node Version => (Node)((List<object>)((Node)Crd["spec"])["versions"])[0];

    private static Node Schema(string part) =>
        (Node)((Node)((Node)((Node)Version["schema"])["openAPIV3Schema"])["properties"])[part];

    private static IEnumerable<string> Compare(Node schema, Type type, string path, bool comparePresence)
    {
        var actual = Describe(type);
        // A date has no time and no zone; here it stays the text it is.
        var declared = schema.TryGetValue("format", out var format) && format is not "date"
            ? $"{schema["type"]}/{format}" : (string)schema["type"];
        if (actual != declared)
            return [$"{path}: the schema has {declared}, the type {actual}"];
        return actual switch
        {
            "array" => Compare((Node)schema["items"], type.GetGenericArguments()[0], $"{path}[]", comparePresence),
            "object" => CompareFields(schema, type, path, comparePresence),
            _ => [],
        };
    }

    private static IEnumerable<string> CompareFields(Node schema, Type type, string path, bool comparePresence)
    {
        var declared = (Node)schema["properties"];
        var required = schema.TryGetValue("required", out var list)
            ? ((List<object>)list).Cast<string>().ToHashSet(StringComparer.Ordinal) : [];
        var fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal);
        foreach (var missing in declared.Keys.Cast<string>().Except(fields.Keys, StringComparer.Ordinal))
            yield return $"{path}.{missing}: only in the schema";
        foreach (var (name, property) in fields)
        {
            if (!declared.TryGetValue(name, out var field))
            {
                yield return $"{path}.{name}: only in the type";
                continue;
            }
            var isNullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
            if (comparePresence && isNullable == required.Contains(name))
                yield return $"{path}.{name}: {(isNullable ? "nullable, but required" : "not nullable, but not required")}";
            foreach (var difference in Compare((Node)field, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
                $"{path}.{name}", comparePresence))
                yield return difference;
        }
    }

    private static string Describe(Type type)
    {
        if (type == typeof(string)) return "string";
        if (type == typeof(bool)) return "boolean";
        if (type == typeof(int)) return "integer/int32";
        if (type == typeof(long)) return "integer/int64";
        if (type == typeof(DateTime)) return "string/date-time";
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? "array" : "object";
    }
}
