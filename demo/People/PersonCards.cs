using System.Globalization;

namespace IdBellen.Demo.People;

/// <summary>The cards that follow from what is known of a person, in the pbdf scheme and its irma-demo twin.</summary>
internal static class PersonCards
{
    private static readonly TimeSpan IssuedAgo = TimeSpan.FromDays(30);
    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);
    private static readonly TimeSpan ExpiredAgo = TimeSpan.FromDays(10);

    public static IReadOnlyList<Card> Of(Person person, DateTimeOffset now)
    {
        var personal = PersonalData(person, DateOnly.FromDateTime(now.UtcDateTime));
        var address = Address(person);
        return
        [
            .. Issue("pbdf.gemeente.personalData", personal),
            .. Issue("pbdf.gemeente.address", address),
            .. Issue("pbdf.sidn-pbdf.email", Values(("email", person.Email), ("domain", person.Email.Split('@')[1]))),
            .. Issue("pbdf.sidn-pbdf.mobilenumber", Values(("mobilenumber", person.MobileNumber))),
            .. Issue("irma-demo.gemeente.personalData", personal),
            .. Issue("irma-demo.gemeente.address", address),
            .. Issue("irma-demo.MijnOverheid.root", Values(("BSN", person.Bsn))),
            .. Issue("irma-demo.MijnOverheid.fullName", Values(
                ("firstnames", person.FirstNames),
                ("firstname", person.FirstNames.Split(' ')[0]),
                ("familyname", person.FamilyName),
                ("prefix", person.Prefix))),
        ];

        IEnumerable<Card> Issue(string type, Dictionary<string, string?> attributes)
        {
            var name = type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..];
            if (!person.Lacks.Contains(name, StringComparer.Ordinal))
            {
                var expires = person.Expired.Contains(name, StringComparer.Ordinal) ? now - ExpiredAgo : now - IssuedAgo + Validity;
                yield return new Card(type, expires - Validity, expires, attributes.ToDictionary(
                    one => one.Key, one => person.Empty.Contains($"{name}.{one.Key}", StringComparer.Ordinal) ? null : one.Value,
                    StringComparer.Ordinal));
            }
        }
    }

    private static Dictionary<string, string?> PersonalData(Person person, DateOnly today) => Values(
        ("initials", person.Initials),
        ("firstnames", person.FirstNames),
        ("prefix", person.Prefix),
        ("familyname", person.FamilyName),
        ("fullname", person.FullName),
        ("gender", person.Gender),
        ("nationality", YesNo(person.DutchNationality)),
        ("surname", person.Surname),
        ("dateofbirth", person.DateOfBirth.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)),
        ("cityofbirth", person.CityOfBirth),
        ("countryofbirth", person.CountryOfBirth),
        ("over12", IsOver(person, 12, today)),
        ("over16", IsOver(person, 16, today)),
        ("over18", IsOver(person, 18, today)),
        ("over21", IsOver(person, 21, today)),
        ("over65", IsOver(person, 65, today)),
        ("bsn", person.Bsn),
        ("digidlevel", person.DigidLevel));

    private static Dictionary<string, string?> Address(Person person) => Values(
        ("street", person.Street),
        ("houseNumber", person.HouseNumber),
        ("zipcode", person.Zipcode),
        ("municipality", person.Municipality),
        ("city", person.City));

    private static string IsOver(Person person, int years, DateOnly today) => YesNo(person.DateOfBirth.AddYears(years) <= today);

    private static Dictionary<string, string?> Values(params (string Name, string? Value)[] values) =>
        values.ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal);

    private static string YesNo(bool value) => value ? "yes" : "no";
}
