using IdBellen.Demo.Irma.Proofs;
using IdBellen.Demo.Irma.Requests;
using IdBellen.Demo.Irma.Scheme;
using IdBellen.Demo.People;

namespace IdBellen.Tests.Unit.Demo.People;

public sealed class PeopleTests
{
    private static readonly DemoPeople People = DemoPeople.Load();
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_bsn_passes_the_eleven_test_and_is_never_given_out()
    {
        People.All.Should().HaveCountGreaterThanOrEqualTo(4).And.OnlyHaveUniqueItems(static person => person.Bsn);
        People.All.Should().AllSatisfy(static person =>
        {
            var digits = person.Bsn.Select(static digit => digit - '0').ToList();
            person.Bsn.Should().StartWith("9999").And.HaveLength(9);
            (digits.Take(8).Select(static (digit, place) => digit * (9 - place)).Sum() - digits[8]).Should()
                .Match(static sum => sum % 11 == 0);
        });
    }

    [Fact]
    public void Every_card_is_one_of_the_scheme_with_exactly_its_attributes()
    {
        var scheme = SchemeCatalogue.Load();

        foreach (var card in PersonCards.Of(People.Find("fatima")!, Now))
        {
            scheme.Credential(card.CredentialType)!.Attributes.Keys.Should().BeEquivalentTo(card.Attributes.Keys);
        }
    }

    [Fact]
    public void One_person_lacks_a_card_and_one_has_expired_ones()
    {
        IReadOnlyList<AttributeRequest> bsn = [new("pbdf.gemeente.personalData.bsn")];

        new CardHolder(People.Find("tomasz")!, Now).Find(bsn[0]).Should().BeNull();
        new CardHolder(People.Find("greet")!, Now).Find(bsn[0]).Should().NotBeNull();
        new CardHolder(People.Find("greet")!, Now).CanShow(bsn).Should().BeFalse();
        new CardHolder(People.Find("fatima")!, Now).CanShow(bsn).Should().BeTrue();
    }
}
