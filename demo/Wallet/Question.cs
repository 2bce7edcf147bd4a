using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.People;

namespace IdBellen.Demo.Wallet;

/// <summary>One disjunction of a request as the wallet shows it to this person.</summary>
public sealed record Question(int Index, IReadOnlyList<Option> Options)
{
    /// <summary>Null when the person can give none of the alternatives.</summary>
    public Option? Preselected => Options.FirstOrDefault(static option => option.Available && option.Attributes.Count > 0)
        ?? Options.FirstOrDefault(static option => option.Available);

    internal static IReadOnlyList<Question> For(DisclosureRequest request, Person person, SchemeCatalogue scheme, DateTimeOffset now)
    {
        var holder = new CardHolder(person, now);
        return [.. request.Disclose.Select((alternatives, index) => new Question(
            index, [.. alternatives.Select((option, choice) => Option.For(choice, option, holder, scheme))]))];
    }
}

/// <summary>One alternative; without attributes it means: share nothing for this question.</summary>
public sealed record Option(int Choice, bool Available, IReadOnlyList<ShownAttribute> Attributes)
{
    internal static Option For(int choice, IReadOnlyList<AttributeRequest> conjunction, CardHolder holder, SchemeCatalogue scheme) => new(
        choice,
        holder.CanShow(conjunction),
        [.. conjunction.Select(asked => ShownAttribute.For(asked, holder, scheme))]);
}

/// <summary>An asked attribute with the person's value; null when the person lacks it, empty when the card has no value for it.</summary>
public sealed record ShownAttribute(string Label, string Card, string? Value)
{
    internal static ShownAttribute For(AttributeRequest asked, CardHolder holder, SchemeCatalogue scheme) => new(
        scheme.LabelOf(asked).Nl,
        scheme.Credential(asked.CredentialType)?.Name.Nl ?? asked.CredentialType,
        holder.Find(asked) is not { } found ? null : !asked.HasAttribute ? "In bezit" : InDutch(found.Value));

    private static string InDutch(string? value) => value switch
    {
        null => "",
        "yes" => "ja",
        "no" => "nee",
        _ => value,
    };
}
