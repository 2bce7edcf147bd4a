using System.Text.Json.Serialization;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>A requested attribute, and conditions on its value.</summary>
/// <param name="Id">The full identifier in the scheme.</param>
/// <param name="Value">The value that it must have; null: any.</param>
/// <param name="MayBeEmpty">Whether the credential may have no value for it; an empty value is ignored.</param>
[JsonConverter(typeof(RequestedAttributeOnWire))]
internal sealed record RequestedAttribute(string Id, string? Value = null, bool MayBeEmpty = false)
{
    /// <summary>Returns whether a disclosed attribute satisfies this request.</summary>
    public bool IsAnsweredBy(DisclosedAttribute attribute) => attribute switch
    {
        { Status: "PRESENT", RawValue: { } raw } => Value is null || raw == Value,
        { Status: "NULL", RawValue: null } => MayBeEmpty && Value is null,
        _ => false,
    };
}
