using GraphQL;

namespace IdBellen.Api.Web.GraphQL.Direct;

/// <summary>The names of an enumeration in the schema.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(
        value => value, value => value.ToString().ToConstantCase());

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(
        one => one.Value, one => one.Key, StringComparer.Ordinal);

    public static string Of(T value) => Names[value];

    public static T? TryFind(string name) => Values.TryGetValue(name, out var value) ? value : null;
}
