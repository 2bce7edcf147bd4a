using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IdBellen.Demo.People;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>A citizen like no other: whatever of their data stands somewhere was written there in this run.</summary>
public sealed class MarkedPerson
{
    // Of a person that the wallet shows, but nobody asks for.
    private const string Elsewhere = "Nergenshuizen";

    // With a letter that JSON, HTML and addresses write in another way.
    private readonly string familyName = $"K{Mark.Letters(6)}ë{Mark.Letters(6)}";

    /// <summary>By which the wallet lists them.</summary>
    public string GivenName { get; } = $"Z{Mark.Letters(12)}";

    public string FullName => $"{GivenName} {familyName}";

    /// <summary>In the range that is never given out.</summary>
    public string Bsn { get; } = NewBsn();

    /// <summary>From which they phone; a mobile number of the Netherlands, as 061 always is.</summary>
    public string Telephone { get; } = $"+3161{Mark.Digits(7)}";

    /// <summary>As the agent's page shows it.</summary>
    public string ShownTelephone => $"06 {Telephone[4..]}";

    /// <summary>What may stand nowhere.</summary>
    public IReadOnlyList<Mark> Marks =>
    [
        new("given name", GivenName),
        new("family name", familyName),
        new("BSN", Bsn),
        new("telephone number", Telephone[1..]),
        new("telephone number, national", $"0{Telephone[3..]}"),
        new("telephone number, bare", Telephone[3..]),
        new("telephone number, as shown", ShownTelephone),
    ];

    /// <summary>A file for <c>Demo__PeopleFile</c> with them alone.</summary>
    public async Task<FileInfo> WriteAsync(DirectoryInfo folder)
    {
        var person = new Person
        {
            Id = "marked",
            FirstNames = GivenName,
            FamilyName = familyName,
            Initials = "Z.",
            Gender = "V",
            DutchNationality = true,
            DateOfBirth = new DateOnly(1980, 1, 1),
            CityOfBirth = Elsewhere,
            CountryOfBirth = "Nederland",
            Bsn = Bsn,
            DigidLevel = "Substantieel",
            Street = "Proefstraat",
            HouseNumber = "1",
            Zipcode = "9999 ZZ",
            Municipality = Elsewhere,
            City = Elsewhere,
            Email = "niemand@voorbeeld.example",
            MobileNumber = Telephone,
            About = "Is nergens terug te vinden.",
        };
        var file = new FileInfo(Path.Combine(folder.FullName, "people.json"));
        await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize<IReadOnlyList<Person>>([person], JsonSerializerOptions.Web));
        return file;
    }

    private static string NewBsn()
    {
        while (true)
        {
            var digits = $"9999{RandomNumberGenerator.GetInt32(10_000).ToString("D4", CultureInfo.InvariantCulture)}";
            // The eleven-test: weights 9 to 2, and minus one for the last.
            var last = digits.Select((digit, place) => (digit - '0') * (9 - place)).Sum() % 11;
            if (last < 10) return $"{digits}{last.ToString(CultureInfo.InvariantCulture)}";
        }
    }
}
