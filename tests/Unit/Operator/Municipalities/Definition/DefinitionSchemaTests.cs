using IdBellen.Operator.Municipalities.Acceptance;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Operator.Municipalities.Definition;

public sealed class DefinitionSchemaTests
{
    private static readonly string Own = File.ReadAllText(Repository.File("crds", "municipality.yaml"));

    [Theory]
    [InlineData("suspended: {", "suspendedNot: {", "spec.suspended")]
    [InlineData("                      overview:\n", "                      overviewNot:\n", "spec.purposes[].overview")]
    [InlineData("overview:\n                        type: array", "overview:\n                        type: object",
        "spec.purposes[].overview")]
    [InlineData("enum: [queue, end]", "enum: [queue]", "spec.unidentified")]
    [InlineData("                          nullable: true\n                          x-kubernetes-validations",
        "                          x-kubernetes-validations", "spec.purposes[].labels[]")]
    [InlineData("                teardown:\n", "                teardownNot:\n", "status.teardown")]
    [InlineData("subresources: { status: {} }", "subresources: {}", "the subresource status")]
    [InlineData("- name: v1alpha1", "- name: v1alpha0", "version v1alpha1")]
    public void A_definition_that_holds_less_is_found_out(string ours, string theirs, string missing)
    {
        var older = Own.Replace(ours, theirs, StringComparison.Ordinal);
        older.Should().NotBe(Own);

        DefinitionSchema.Missing(Own, older).Should().Contain(missing);
    }

    [Theory]
    [InlineData("suspended: {", "later: { type: string }\n                suspended: {")]
    [InlineData("maxLength: 100", "maxLength: 10")]
    [InlineData("x-kubernetes-validations", "x-kubernetes-unknown")]
    [InlineData("default: 60m", "example: 60m")]
    [InlineData("enum: [queue, end]", "enum: [queue, end, later]")]
    public void What_a_definition_has_besides_and_the_rules_that_an_older_server_drops_are_no_loss(string ours, string theirs)
    {
        var other = Own.Replace(ours, theirs, StringComparison.Ordinal);
        other.Should().NotBe(Own);

        DefinitionSchema.Missing(Own, other).Should().BeEmpty();
    }

    [Fact]
    public void A_part_that_keeps_unknown_fields_loses_none() =>
        DefinitionSchema.Missing(Own,
            Own.Replace("                irma:\n                  type: object\n                  description: The IRMA server that "
                + "verifies disclosures.\n                  required: [serverUrl]\n                  properties:",
                "                irma:\n                  type: object\n                  description: The IRMA server that verifies "
                    + "disclosures.\n                  x-kubernetes-preserve-unknown-fields: true\n                  gone:",
                    StringComparison.Ordinal))
            .Should().BeEmpty();

    [Theory]
    [InlineData("""{"a":1,"b":{"c":[{"d":1,"e":[2]}]}}""", """{"a":1,"b":{"c":[{"d":1}]}}""", "spec.b.c[0].e")]
    [InlineData("""{"a":1}""", """{"a":2,"b":3}""", null)]
    [InlineData("""{"a":[{"b":1},{"b":2}]}""", """{"a":[{}]}""", null)]
    [InlineData("""{"a":[{"name":"x","b":1}]}""", """{"a":[{"name":"y"},{"name":"x"}]}""", "spec.a[0].b")]
    [InlineData("""{"a":[{"name":"x","b":1},{"name":"y"}]}""", """{"a":[{"name":"y"}]}""", null)]
    [InlineData("""{"a":[{"name":"x","b":1}]}""", """{"a":[{"name":"y"}]}""", null)]
    public void Fields_that_went_without_an_edit_are_named(string before, string after, string? lost) =>
        LostFields.Between(before, after).Should().Equal((string[])(lost is null ? [] : [lost]));
}
