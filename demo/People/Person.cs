namespace IdBellen.Demo.People;

/// <summary>A fictive person of the demo. The BSN passes the eleven-test and lies in a range that is never given out.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    public required string FirstNames { get; init; }

    public string? Prefix { get; init; }

    public required string FamilyName { get; init; }

    public required string Initials { get; init; }

    public required string Gender { get; init; }

    public required bool DutchNationality { get; init; }

    public required DateOnly DateOfBirth { get; init; }

    public required string CityOfBirth { get; init; }

    public required string CountryOfBirth { get; init; }

    public required string Bsn { get; init; }

    public required string DigidLevel { get; init; }

    public required string Street { get; init; }

    public required string HouseNumber { get; init; }

    public required string Zipcode { get; init; }

    public required string Municipality { get; init; }

    public required string City { get; init; }

    public required string Email { get; init; }

    public required string MobileNumber { get; init; }

    /// <summary>One Dutch sentence: what makes this person worth choosing.</summary>
    public required string About { get; init; }

    /// <summary>Credential types (without scheme) that this person has never loaded.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Credential types (without scheme) that have expired.</summary>
    public IReadOnlyList<string> Expired { get; init; } = [];

    /// <summary>Attributes (without scheme) that this person's cards leave empty.</summary>
    public IReadOnlyList<string> Empty { get; init; } = [];

    public string Surname => Prefix is null ? FamilyName : $"{Prefix} {FamilyName}";

    public string FullName => $"{FirstNames} {Surname}";
}
