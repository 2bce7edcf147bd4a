using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Api.Irma;
using IdBellen.Api.Tenants;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Api.Irma;

/// <summary>Each way in which a result can prove nothing (irma.md §3, §4), and what is taken of one that proves something.</summary>
public sealed class ResultVerifierTests : IDisposable
{
    private const string SessionToken = "SkrPniqPboPYindYu9gz";
    private static readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Requested = [[["s.i.c.name", "s.i.c.bsn"]], [["s.i.m.mobile"], []]];
    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA otherRsa = RSA.Create(2048);

    public void Dispose()
    {
        rsa.Dispose();
        otherRsa.Dispose();
    }

    public static TheoryData<string, string> UntrustedTokens => new()
    {
        { "signed with another key", "key" }, { "signed with our public key as a secret", "hmac" }, { "unsigned", "none" }, { "PS256", "PS256" },
        { "another issuer", """{"iss":"somebody"}""" }, { "no issuer", """{"iss":null}""" },
        { "the subject of an issuance", """{"sub":"issuing_result"}""" }, { "the subject of the old getproof", """{"sub":"disclosure_result"}""" },
        { "no subject", """{"sub":null}""" },
        { "expired a minute ago", """{"exp":-60}""" }, { "without an end", """{"exp":null}""" },
        { "issued in a minute", """{"iat":60}""" }, { "not valid before a minute from now", """{"nbf":60}""" },
        { "another session", """{"token":"AAAAAAAAAAAAAAAAAAAA"}""" }, { "no session", """{"token":null}""" },
        { "a status that does not exist", """{"status":"FINISHED"}""" }, { "no status", """{"status":null}""" },
        { "members of another kind", """{"disclosed":"everything"}""" },
    };

    [Theory]
    [MemberData(nameof(UntrustedTokens))]
    public async Task A_result_that_was_not_signed_now_by_this_server_for_this_session_proves_nothing(string what, string change)
    {
        (await VerifyAsync(Token(change))).Kind.Should().Be(ResultKind.Untrusted, what);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"status\":\"DONE\",\"proofStatus\":\"VALID\"}")]
    [InlineData("a.b.c")]
    public async Task What_is_no_JWT_proves_nothing(string text) => (await VerifyAsync(text)).Kind.Should().Be(ResultKind.Untrusted);

    public static TheoryData<string, string> Rejections => new()
    {
        { "INVALID", """{"proofStatus":"INVALID","disclosed":null}""" }, { "INVALID with attributes", """{"proofStatus":"INVALID"}""" },
        { "INVALID_TIMESTAMP", """{"proofStatus":"INVALID_TIMESTAMP"}""" }, { "UNMATCHED_REQUEST", """{"proofStatus":"UNMATCHED_REQUEST"}""" },
        { "MISSING_ATTRIBUTES", """{"proofStatus":"MISSING_ATTRIBUTES"}""" },
        { "MISSING_ATTRIBUTES with a null list", """{"proofStatus":"MISSING_ATTRIBUTES","disclosed":[null]}""" },
        { "EXPIRED", """{"proofStatus":"EXPIRED"}""" }, { "no proof status", """{"proofStatus":null}""" }, { "valid in small letters", """{"proofStatus":"valid"}""" },
        { "nothing disclosed", """{"disclosed":null}""" }, { "an empty list", """{"disclosed":[]}""" },
        { "a null list", """{"disclosed":[null,[]]}""" }, { "a disjunction too few", """{"disclosed":[[]]}""" },
        { "a null attribute", """{"disclosed":[[null],[]]}""" },
        { "one attribute missing", """{"disclosed":[[{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"}],[]]}""" },
        { "one attribute NULL", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":null,"value":null,"status":"NULL"}""") },
        { "one attribute without a value", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":null,"status":"PRESENT"}""") },
        { "one attribute EXTRA", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":"9","status":"EXTRA"}""") },
        { "one attribute by another name", Disclosed(bsn: """{"id":"s.i.x.bsn","rawvalue":"9","status":"PRESENT"}""") },
        { "attributes in the other disjunction", """{"disclosed":[[],[{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"},{"id":"s.i.c.bsn","rawvalue":"9","status":"PRESENT"}]]}""" },
    };

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task DONE_is_not_enough(string what, string change)
    {
        (await VerifyAsync(Token(change))).Kind.Should().Be(ResultKind.Rejected, what);
    }

    [Theory]
    [InlineData("INITIALIZED", ResultKind.Waiting)]
    [InlineData("PAIRING", ResultKind.Pairing)]
    [InlineData("CONNECTED", ResultKind.Connected)]
    [InlineData("CANCELLED", ResultKind.Cancelled)]
    [InlineData("TIMEOUT", ResultKind.TimedOut)]
    public async Task A_proof_that_is_valid_before_the_session_is_done_is_not_enough_either(string status, ResultKind expected)
    {
        (await VerifyAsync(Token($$"""{"status":"{{status}}"}"""))).Kind.Should().Be(expected);
    }

    [Fact]
    public async Task An_optional_disjunction_may_be_skipped()
    {
        var result = await VerifyAsync(Token("{}"));

        result.Kind.Should().Be(ResultKind.Valid);
        result.Attributes.Select(attribute => $"{attribute.Id}={attribute.Raw}").Should().Equal("s.i.c.name=Jan", "s.i.c.bsn=999999990");
    }

    [Theory]
    [InlineData("""{"id":"s.i.m.mobile","rawvalue":"+316","status":"PRESENT","value":{"":"+316","nl":"nul zes"}}""", "+316", "nul zes")]
    [InlineData("""{"id":"s.i.m.mobile","rawvalue":"+316","status":"PRESENT","value":null}""", "+316", null)]
    public async Task What_an_optional_disjunction_gives_is_taken(string attribute, string raw, string? dutch)
    {
        var result = await VerifyAsync(Token(Disclosed(mobile: attribute)));

        result.Kind.Should().Be(ResultKind.Valid);
        result.Attributes[^1].Should().Be(new VerifiedAttribute("s.i.m.mobile", raw, dutch, null));
    }

    [Theory]
    [InlineData("""{"id":"s.i.m.mobile","rawvalue":null,"status":"NULL"}""")]
    [InlineData("""{"id":"s.i.m.other","rawvalue":"x","status":"EXTRA"}""")]
    [InlineData("null")]
    public async Task What_was_not_asked_or_has_no_value_is_not_taken(string attribute)
    {
        var result = await VerifyAsync(Token(Disclosed(mobile: attribute)));

        result.Kind.Should().Be(ResultKind.Valid);
        result.Attributes.Should().HaveCount(2);
    }

    private static string Disclosed(string bsn = """{"id":"s.i.c.bsn","rawvalue":"999999990","status":"PRESENT"}""", string mobile = "") =>
        $$$"""{"disclosed":[[{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"},{{{bsn}}}],[{{{mobile}}}]]}""";

    private Task<VerifiedResult> VerifyAsync(string jwt) => new ResultVerifier(TimeProvider.System).VerifyAsync(
        new IrmaServer(new Uri("http://irma.example/"), null, new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)), null),
        jwt, SessionToken, Requested, TestContext.Current.CancellationToken);

    /// <param name="change">A kind of signature, or the claims that are otherwise than in a good result; times are seconds from now.</param>
    private string Token(string change)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = JsonNode.Parse(Disclosed())!.AsObject();
        foreach (var (name, value) in new JsonObject
        {
            ["iss"] = "irmaserver",
            ["sub"] = "disclosing_result",
            ["iat"] = now,
            ["exp"] = now + 120,
            ["token"] = SessionToken,
            ["status"] = "DONE",
            ["type"] = "disclosing",
            ["proofStatus"] = "VALID",
        }.ToList()) claims[name] = value?.DeepClone();
        var isClaims = change.StartsWith('{');
        if (isClaims)
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject().ToList())
            {
                if (value is null && name is not "disclosed") claims.Remove(name);
                else claims[name] = name is "exp" or "iat" or "nbf" ? now + (long)value! : value?.DeepClone();
            }
        }
        // irmago's header has no kid.
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return Signature(isClaims ? "" : change) is { } signature
            ? handler.CreateToken(claims.ToJsonString(), signature)
            : handler.CreateToken(claims.ToJsonString());
    }

    private SigningCredentials? Signature(string kind) => kind switch
    {
        "none" => null,
        "key" => new SigningCredentials(new RsaSecurityKey(otherRsa), SecurityAlgorithms.RsaSha256),
        "hmac" => new SigningCredentials(new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256),
        "PS256" => new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSsaPssSha256),
        _ => new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256),
    };
}
