using System.Net;
using IdBellen.Tests.Environment;
using k8s.Autorest;

namespace IdBellen.Tests.Tenancy.Resource;

/// <summary>What the API server itself refuses, with the field in its answer.</summary>
public sealed class SchemaTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("phoneNumber", "\"026-3770000\"")]
    [InlineData("phoneNumber", "null")]
    [InlineData("dialPauses", "0")]
    [InlineData("dialPauses", "\"two\"")]
    [InlineData("hosts", "[\"Loket.Arnhem.nl\"]")]
    [InlineData("retention", "\"an hour\"")]
    [InlineData("wrapUp", "\"1d\"")]
    [InlineData("unidentified", "\"hang up\"")]
    [InlineData("secondFactor", "\"never\"")]
    [InlineData("purposes", "[]")]
    [InlineData("purposes", "[{\"name\":\"A\",\"title\":{\"nl\":\"x\",\"en\":\"x\"},\"disclose\":[[[\"a.b.c.d\"]]]}]")]
    [InlineData("purposes", "[{\"name\":\"a\",\"title\":{\"nl\":\"x\"},\"disclose\":[[[\"a.b.c.d\"]]]}]")]
    [InlineData("purposes", "[{\"name\":\"a\",\"title\":{\"nl\":\"x\",\"en\":\"x\"},\"disclose\":[[[\"bsn\"]]]}]")]
    [InlineData("irma", "{\"serverUrl\":null}")]
    [InlineData("irma", "{\"serverUrl\":\"irma.arnhem.nl\"}")]
    [InlineData("admins", "[\"beheer\"]")]
    [InlineData("telephony", "{\"kind\":\"fax\"}")]
    [InlineData("signIn", "{\"authority\":\"https://login.arnhem.nl\"}")]
    [InlineData("openingHours", "{\"timeZone\":\"Europe/Amsterdam\",\"week\":[{\"days\":[\"mon\"],\"from\":\"9\",\"to\":\"17:00\"}]}")]
    public async Task It_is_refused_with_the_field_that_is_wrong(string field, string value)
    {
        await using var platform = await environment.PlatformAsync();
        var name = (await platform.CreateAsync(platform.Sample("arnhem"))).Metadata.Name;

        var patch = () => platform.PatchAsync(name, $$$$"""{"spec":{"{{{{field}}}}":{{{{value}}}}}}""");

        var refusal = (await patch.Should().ThrowAsync<HttpOperationException>()).Which.Response;
        refusal.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        refusal.Content.Should().Contain($"spec.{field}");
    }
}
