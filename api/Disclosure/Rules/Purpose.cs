using GraphQL;
using IdBellen.Api.Disclosure.Attributes;
using IdBellen.Tenancy.Policy;

namespace IdBellen.Api.Disclosure.Rules;

/// <summary>A subject that citizens can call about.</summary>
internal sealed record Purpose(string Name, Translation Title)
{
    [Ignore]
    public static Purpose Of(PurposePolicy purpose) => new(purpose.Name, new Translation(purpose.Title.Nl, purpose.Title.En));
}
