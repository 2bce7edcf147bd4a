using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Resource;
using k8s.Models;

namespace IdBellen.Tests.Unit.Telephony.Municipalities;

/// <summary>Whose call it is says what the operator has accepted; until then, who was first.</summary>
public sealed class MunicipalityDirectoryTests
{
    private const string Number = "+31263770001";
    private readonly MunicipalityDirectory directory = new(new HostingOptions { BaseDomain = "example.nl" });

    [Fact]
    public void A_number_belongs_to_the_municipality_that_lists_it_and_has_our_exchange()
    {
        directory.Upsert(Resource("arnhem", Number));
        directory.Upsert(Resource("ede", "+31263770002", kind: "demo"));

        directory.FindByNumber(Number)!.Host.Should().Be("arnhem.example.nl");
        directory.FindByNumber("+31263770002").Should().BeNull();
        directory.FindByName("ede").Should().BeNull();
    }

    [Fact]
    public void An_edit_that_the_operator_has_not_accepted_takes_no_number_from_anybody_and_changes_nothing()
    {
        directory.Upsert(Resource("arnhem", Number));
        var other = Resource("ede", "+31263770002", created: -1);
        directory.Upsert(other);

        directory.Upsert(Resource("ede", Number, created: -1, generation: 2, uid: other.Uid));

        directory.FindByNumber(Number)!.Name.Should().Be("arnhem");
        directory.FindByNumber("+31263770002")!.Name.Should().Be("ede");
    }

    [Fact]
    public void Who_has_a_number_keeps_it_from_an_older_resource_with_a_forged_status()
    {
        directory.Upsert(Resource("arnhem", Number));

        directory.Upsert(Resource("ede", Number, created: -1));

        directory.FindByNumber(Number)!.Name.Should().Be("arnhem");
    }

    [Fact]
    public void One_that_is_being_deleted_has_no_number_and_is_not_found()
    {
        var arnhem = Resource("arnhem", Number);
        directory.Upsert(arnhem);
        arnhem.Metadata.DeletionTimestamp = DateTime.UtcNow;

        directory.Upsert(arnhem);

        directory.FindByNumber(Number).Should().BeNull();
        directory.FindByUid(arnhem.Uid).Should().BeNull();
    }

    // The operator has accepted the first generation.
    private static Municipality Resource(
        string name, string number, int created = 0, long generation = 1, string? uid = null, string kind = TelephonyKinds.Asterisk) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Uid = uid ?? Guid.NewGuid().ToString(),
                Generation = generation,
                CreationTimestamp = DateTime.UnixEpoch.AddDays(20_000 + created),
            },
            Spec = new MunicipalitySpec
            {
                Telephony = new TelephonySpec { Kind = kind, Asterisk = new AsteriskSpec { CalledNumbers = [number] } },
            },
            Status = new MunicipalityStatus
            {
                Conditions =
                [
                    new MunicipalityCondition
                    {
                        Type = ConditionTypes.SpecValid,
                        Status = generation == 1 ? "True" : "False",
                        ObservedGeneration = generation,
                    },
                ],
            },
        };
}
