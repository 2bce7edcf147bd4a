using IdBellen.Tenancy.Resource;
using YamlDotNet.RepresentationModel;

namespace IdBellen.Operator.Municipalities.Definition;

/// <summary>
/// The fields of a CustomResourceDefinition. The API server silently drops unknown fields on writes and reads, so a program must not act on
/// resources whose definition lacks fields that it uses.
/// </summary>
internal static class DefinitionSchema
{
    /// <summary>
    /// The fields, in the form <c>spec.purposes[].overview</c>, that one definition holds and another does not, or not all of.
    /// </summary>
    /// <param name="needed">The definition that a program was built with, as YAML or JSON.</param>
    /// <param name="found">The CRD in the cluster. Additional fields, rules and defaults are harmless.</param>
    public static IReadOnlyList<string> Missing(string needed, string found)
    {
        var version = Version(needed) ?? throw new InvalidOperationException("Our own definition has no such version.");
        if (Version(found) is not { } present) return [$"version {Municipality.ApiVersionName}"];
        return
        [
            .. Child(Child(version, "subresources"), "status") is not null && Child(Child(present, "subresources"), "status") is null
                ? (string[])["the subresource status"]
                : [],
            .. Missing(Child(Child(version, "schema"), "openAPIV3Schema"), Child(Child(present, "schema"), "openAPIV3Schema"), ""),
        ];
    }

    private static IEnumerable<string> Missing(YamlNode? needed, YamlNode? found, string path)
    {
        if (needed is null) return [];
        if (found is null || Text(needed, "type") != Text(found, "type")) return [path];
        if (Text(found, "x-kubernetes-preserve-unknown-fields") == "true") return [];
        var isNarrower = (Text(needed, "nullable") == "true" && Text(found, "nullable") != "true")
            || (Child(found, "enum") is YamlSequenceNode allowed
                && Values(Child(needed, "enum")).Except(Values(allowed), StringComparer.Ordinal).Any());
        return
        [
            .. isNarrower ? (string[])[path] : [],
            .. Properties(needed).SelectMany(property => Missing(
                property.Value, Child(Child(found, "properties"), property.Key), path.Length == 0
                    ? property.Key : $"{path}.{property.Key}")),
            .. Missing(Child(needed, "items"), Child(found, "items"), $"{path}[]"),
            .. Missing(Child(needed, "additionalProperties"), Child(found, "additionalProperties"), $"{path}.*"),
        ];
    }

    private static YamlNode? Version(string definition)
    {
        // JSON is YAML.
        var stream = new YamlStream();
        stream.Load(new StringReader(definition));
        var versions = Child(Child(stream.Documents[0].RootNode, "spec"), "versions") as YamlSequenceNode;
        return versions?.FirstOrDefault(
            version => Text(version, "name") == Municipality.ApiVersionName && Text(version, "served") == "true");
    }

    private static IEnumerable<KeyValuePair<string, YamlNode>> Properties(YamlNode node) =>
        (Child(node, "properties") as YamlMappingNode)?.Children.Select(
            child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, child.Value)) ?? [];

    private static IEnumerable<string> Values(YamlNode? list) =>
        (list as YamlSequenceNode)?.OfType<YamlScalarNode>().Select(value => value.Value ?? "") ?? [];

    private static YamlNode? Child(YamlNode? node, string name) =>
        (node as YamlMappingNode)?.Children.TryGetValue(name, out var child) == true ? child : null;

    private static string? Text(YamlNode node, string name) => (Child(node, name) as YamlScalarNode)?.Value;
}
