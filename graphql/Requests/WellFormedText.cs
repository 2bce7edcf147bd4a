using System.Text.Json;

namespace IdBellen.GraphQL.Requests;

/// <summary>
/// Checks that text can be stored and transmitted: PostgreSQL does not accept U+0000, and an unpaired surrogate is not a character
/// (Unicode, D75), although JSON and GraphQL can escape both.
/// </summary>
public static class WellFormedText
{
    /// <param name="text">Null is well-formed.</param>
    public static bool Is(string? text)
    {
        for (var at = 0; at < text?.Length; at++)
        {
            if (text[at] == '\0') return false;
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            at++;
        }
        return true;
    }

    /// <summary>Returns whether all names and strings of a JSON value are well-formed. False for bytes that are not UTF-8.</summary>
    public static bool Is(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => Is(value.GetString()),
                JsonValueKind.Array => value.EnumerateArray().All(Is),
                JsonValueKind.Object => value.EnumerateObject().All(property => Is(property.Name) && Is(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            // The reader throws this for an invalid escape or byte.
            return false;
        }
    }
}
