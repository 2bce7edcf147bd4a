using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdBellen.Operator.Receipts;
using IdBellen.Tests.Support.Operator.Receipts;

namespace IdBellen.Tests.Unit.Operator.Receipts;

/// <summary>A receipt proves what it says as long as nothing in it was changed, and nothing once something was.</summary>
public sealed class SignedReceiptTests : IDisposable
{
    private readonly ReceiptKey key = ReceiptKey.ReadPrivate(ReceiptKey.NewPem())!;
    private readonly string document;

    public SignedReceiptTests() => document = SignedReceipt.Sign(SampleReceipt.Create(), key);

    public void Dispose() => key.Dispose();

    [Fact]
    public void Any_value_that_is_changed_is_noticed()
    {
        var changes = Paths(JsonNode.Parse(document)!, [])
            .SelectMany(path => Changes(path).Select(change => (Name: string.Join('.', path), Change: change))).ToList();

        changes.Count.Should().BeGreaterThan(100);
        changes.Where(entry => IsAccepted(entry.Change)).Select(entry => entry.Name).Should().BeEmpty();
    }

    [Fact]
    public void A_member_more_is_noticed_wherever_it_stands()
    {
        foreach (var path in Paths(JsonNode.Parse(document)!, []).Where(path => At(JsonNode.Parse(document)!, path) is JsonObject)
            .Append([]))
            IsAccepted(Changed(path, node => node.AsObject().Add("more", "1"))).Should().BeFalse(string.Join('.', path));
    }

    [Fact]
    public void A_member_that_is_there_twice_is_no_receipt() =>
        FluentActions.Invoking(
            () => SignedReceipt.Verify(document.Replace("\"receipt\":", "\"receipt\": {}, \"receipt\":", StringComparison.Ordinal), key))
            .Should().Throw<JsonException>();

    [Fact]
    public void Every_single_character_of_the_signature_counts()
    {
        var value = JsonNode.Parse(document)!["signature"]!["value"]!.GetValue<string>();
        for (var index = 0; index < value.Length; index++)
        {
            var other = value[..index] + (value[index] == 'A' ? 'B' : 'A') + value[(index + 1)..];
            IsAccepted(document.Replace(value, other, StringComparison.Ordinal)).Should()
                .BeFalse($"character {index.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    [Fact]
    public void Another_key_is_refused_by_its_name()
    {
        using var other = ReceiptKey.ReadPrivate(ReceiptKey.NewPem())!;

        SignedReceipt.Verify(document, other).Fault.Should().Contain("another key").And.Contain(other.Id);
    }

    [Fact]
    public void A_format_that_is_not_known_is_refused_though_well_signed() =>
        SignedReceipt.Verify(SignedReceipt.Sign(SampleReceipt.Create() with { Format = "idbellen.nl/teardown-receipt/v2" }, key), key)
            .Fault.Should().Contain("v1");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{\"receipt\": 1, \"signature\": {}}")]
    [InlineData("{\"receipt\": {}, \"signature\": 1}")]
    public void Something_else_is_refused(string json) => SignedReceipt.Verify(json, key).Fault.Should().NotBeNull();

    [Fact]
    public void As_it_was_signed_it_is_good_for_whoever_has_the_public_key_alone()
    {
        using var published = ReceiptKey.ReadPublic(key.PublicPem)!;

        var (receipt, fault) = SignedReceipt.Verify(document, published);

        fault.Should().BeNull();
        receipt.Should().BeEquivalentTo(SampleReceipt.Create());
        published.Id.Should().Be(key.Id).And.HaveLength(43);
    }

    [Fact]
    public void How_it_is_laid_out_does_not_matter() =>
        SignedReceipt.Verify(Reversed(JsonNode.Parse(document)!)!.ToJsonString(), key).Fault.Should().BeNull();

    [Fact]
    public void People_can_read_it() =>
        document.Should()
            .StartWith("{\n  \"receipt\": {\n    \"format\": \"idbellen.nl/teardown-receipt/v1\",\n    \"municipality\": {\n      "
                + "\"name\": \"arnhem\"");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void What_is_no_private_key_is_none(string? pem) => ReceiptKey.ReadPrivate(pem).Should().BeNull();

    [Fact]
    public void Neither_a_key_on_another_curve_nor_the_other_half_is_taken()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);

        ReceiptKey.ReadPrivate(other.ExportPkcs8PrivateKeyPem()).Should().BeNull();
        ReceiptKey.ReadPrivate(key.PublicPem).Should().BeNull();
        ReceiptKey.ReadPublic(ReceiptKey.NewPem()).Should().BeNull();
    }

    private bool IsAccepted(string changed) => SignedReceipt.Verify(changed, key).Fault is null;

    private IEnumerable<string> Changes(string[] path)
    {
        yield return Changed(path[..^1], parent => Remove(parent, path[^1]));
        if (At(JsonNode.Parse(document)!, path) is not JsonValue value) yield break;
        yield return Changed(path[..^1], parent => Set(parent, path[^1], value.GetValueKind() switch
        {
            JsonValueKind.String => JsonValue.Create(value.GetValue<string>() + "x"),
            JsonValueKind.Number => JsonValue.Create(value.GetValue<long>() + 1),
            _ => JsonValue.Create(!value.GetValue<bool>()),
        }));
        yield return Changed(path[..^1], parent => Set(parent, path[^1], null));
    }

    private string Changed(string[] path, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(document)!;
        change(At(root, path));
        return root.ToJsonString();
    }

    private static IEnumerable<string[]> Paths(JsonNode node, string[] path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (Name: member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => (Name: index.ToString(CultureInfo.InvariantCulture), Value: item)),
            _ => [],
        };
        return children.SelectMany(child => Paths(child.Value!, [.. path, child.Name]).Prepend([.. path, child.Name]));
    }

    private static JsonNode At(JsonNode root, string[] path) =>
        path.Aggregate(root, (node, step) => node is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    private static void Remove(JsonNode parent, string step)
    {
        if (parent is JsonArray items) items.RemoveAt(int.Parse(step, CultureInfo.InvariantCulture));
        else parent.AsObject().Remove(step);
    }

    private static void Set(JsonNode parent, string step, JsonNode? value)
    {
        if (parent is JsonArray items) items[int.Parse(step, CultureInfo.InvariantCulture)] = value;
        else parent[step] = value;
    }

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node.DeepClone(),
    };
}
