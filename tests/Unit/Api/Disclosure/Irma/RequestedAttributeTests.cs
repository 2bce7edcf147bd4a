using System.Text.Json;
using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;

namespace IdBellen.Tests.Unit.Api.Disclosure.Irma;

/// <summary>What is asked of the server, and what a session remembers of it.</summary>
public sealed class RequestedAttributeTests
{
    [Fact]
    public void A_value_is_demanded_unless_the_attribute_may_be_empty()
    {
        IReadOnlyList<RequestedAttribute> asked = [new("a.b.c.d"), new("a.b.c.e", MayBeEmpty: true), new("a.b.c.f", Value: "yes")];

        JsonSerializer.Serialize(asked).Should().Be("""[{"type":"a.b.c.d","notNull":true},"a.b.c.e",{"type":"a.b.c.f","value":"yes"}]""");
    }

    [Fact]
    public void A_session_remembers_it_as_an_older_replica_can_read_it_where_there_is_nothing_new()
    {
        RequestedAttributeInStore.Write([[[new("a.b.c.d")], []]]).Should().Be("""[[["a.b.c.d"],[]]]""");
    }

    [Fact]
    public void A_session_remembers_all_conditions()
    {
        IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> asked =
            [[[new("a.b.c.d"), new("a.b.c.e", MayBeEmpty: true)], [new("a.b.c.f", Value: "yes")]], [[]]];

        RequestedAttributeInStore.Read(RequestedAttributeInStore.Write(asked)).Should().BeEquivalentTo(asked);
    }
}
