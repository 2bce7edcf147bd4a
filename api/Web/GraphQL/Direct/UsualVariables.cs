using GraphQL;

namespace IdBellen.Api.Web.GraphQL.Direct;

/// <summary>
/// Reads the variables of a request that have exactly the types that the document declares. What GraphQL would convert, default, ignore or
/// refuse is left to the executer.
/// </summary>
internal sealed class UsualVariables(Inputs variables)
{
    private int read;
    private bool isUnusual;

    /// <summary>Whether all variables have been read, and each was as declared.</summary>
    public bool AreAll => !isUnusual && read == variables.Count;

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => Value(name) as string ?? Unusual("");

    /// <summary>A text that may be absent or null.</summary>
    public string? OptionalText(string name) => Value(name) is not { } value ? null : value as string ?? Unusual("");

    /// <summary>A number that must be there.</summary>
    public int Integer(string name) => Value(name) is int number ? number : Unusual(0);

    /// <summary>A name of an enumeration that must be there.</summary>
    public T Enumeration<T>(string name)
        where T : struct, Enum =>
        EnumNames<T>.TryFind(Text(name)) ?? Unusual(default(T));

    private object? Value(string name)
    {
        if (!variables.TryGetValue(name, out var value)) return null;
        read++;
        return value;
    }

    private T Unusual<T>(T value)
    {
        isUnusual = true;
        return value;
    }
}
