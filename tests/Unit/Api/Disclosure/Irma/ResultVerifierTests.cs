using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Tenants;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Unit.Api.Disclosure.Irma;

/// <summary>Each way in which a result can prove nothing (irma.md §3, §4), and what is taken of one that proves something.</summary>
public sealed class ResultVerifierTests
{
    private const string SessionToken = "SkrPniqPboPYindYu9gz";
    private static readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> Requested =
        [[[new("s.i.c.name"), new("s.i.c.bsn")]], [[new("s.i.m.mobile")], []]];
    private static readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>> WithConditions =
        [[[new("s.i.c.name", MayBeEmpty: true), new("s.i.c.bsn", Value: "999999990")]]];

    // For all rows: to make two takes longer than all that a row does with them.
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly RSA OtherRsa = RSA.Create(2048);

    public static TheoryData<string, string> UntrustedTokens => new()
    {
        { "signed with another key", "key" }, { "signed with our public key as a secret", "hmac" }, { "unsigned", "none" }, { "PS256",
            "PS256" },
        { "another issuer", """{"iss":"somebody"}""" }, { "no issuer", """{"iss":null}""" },
        { "the subject of an issuance", """{"sub":"issuing_result"}""" }, { "the subject of the old getproof",
            """{"sub":"disclosure_result"}""" },
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
    [InlineData("""{"alg":"RS256","typ":"JWT","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","crit":[]}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","b64":false}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","zip":"DEF"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","jwk":{"kty":"RSA"}}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","x5u":"https://irma.example/"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","unheard":"of"}""")]
    [InlineData("""{"alg":"RS256","typ":"JOSE+JSON"}""")]
    [InlineData("""{"alg":"RS256","alg":"RS256"}""")]
    [InlineData("""{"alg":"none","alg":"RS256"}""")]
    [InlineData("""{"alg":["RS256"]}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""["RS256"]""")]
    public async Task A_header_that_asks_for_more_than_a_plain_signature_is_refused(string header)
    {
        (await VerifyAsync(Signed(header))).Kind.Should().Be(ResultKind.Untrusted);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"typ":"jwt","kid":"irma","alg":"RS256"}""")]
    public async Task The_headers_of_IRMA_servers_are_accepted(string header)
    {
        (await VerifyAsync(Signed(header))).Kind.Should().Be(ResultKind.Valid);
    }

    [Theory]
    [InlineData("1795046400", 1795046400L)]
    [InlineData("0", 0L)]
    [InlineData("253402300799", 253402300799L)]
    [InlineData("253402300800", null)]
    [InlineData("1000000000000000000", null)]
    [InlineData("-1", null)]
    [InlineData("1e300", null)]
    [InlineData("99999999999999999999999999", null)]
    [InlineData("1795046400.5", null)]
    [InlineData("\"1795046400\"", null)]
    [InlineData("{\"seconds\":[1]}", null)]
    [InlineData("null", null)]
    public async Task An_issuance_time_that_is_no_moment_costs_that_attribute_its_age(string time, long? expected)
    {
        var result = await VerifyAsync(
            Token(Disclosed(bsn: $$"""{"id":"s.i.c.bsn","rawvalue":"999999990","status":"PRESENT","issuancetime":{{time}}}""")));

        result.Kind.Should().Be(ResultKind.Valid);
        result.Attributes.Should().HaveCount(2);
        result.Attributes[1].IssuedAt.Should().Be(expected);
        result.Attributes[1].Issued().HasValue.Should().Be(expected is not null);
    }

    [Theory]
    [InlineData(1_000_000_000_000_000_000L)]
    [InlineData(long.MinValue)]
    public void An_age_that_was_stored_and_is_no_moment_is_left_out(long stored) =>
        new VerifiedAttribute("s.i.c.bsn", "9", null, stored).Issued().Should().BeNull();

    [Theory]
    [InlineData("""{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"}""", "s.i.c.name,s.i.c.bsn")]
    [InlineData("""{"id":"s.i.c.name","rawvalue":null,"value":null,"status":"NULL"}""", "s.i.c.bsn")]
    public async Task What_may_be_empty_and_is_empty_is_left_out(string name, string expected)
    {
        var result = await VerifyAsync(Token(Conditional(name)), WithConditions);

        result.Kind.Should().Be(ResultKind.Valid);
        string.Join(',', result.Attributes.Select(attribute => attribute.Id)).Should().Be(expected);
    }

    [Theory]
    [InlineData("""{"id":"s.i.c.name","rawvalue":"Jan","status":"NULL"}""")]
    [InlineData("""{"id":"s.i.c.name","rawvalue":null,"status":"PRESENT"}""")]
    [InlineData("""{"id":"s.i.c.name","rawvalue":"Jan","status":"EXTRA"}""")]
    [InlineData("null")]
    public async Task What_may_be_empty_must_still_be_answered(string name)
    {
        (await VerifyAsync(Token(Conditional(name)), WithConditions)).Kind.Should().Be(ResultKind.Rejected);
    }

    [Theory]
    [InlineData("""{"id":"s.i.c.bsn","rawvalue":"999999991","status":"PRESENT"}""")]
    [InlineData("""{"id":"s.i.c.bsn","rawvalue":"","status":"PRESENT"}""")]
    [InlineData("""{"id":"s.i.c.bsn","rawvalue":null,"status":"NULL"}""")]
    public async Task Another_value_than_the_one_that_is_demanded_is_rejected(string bsn)
    {
        (await VerifyAsync(Token(Conditional("""{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"}""", bsn)), WithConditions))
            .Kind.Should().Be(ResultKind.Rejected);
    }

    [Fact]
    public async Task A_portrait_of_a_passport_is_read()
    {
        var portrait = new string('p', 200_000);

        var result = await VerifyAsync(Token(Disclosed(
            bsn: $$$"""{"id":"s.i.c.bsn","rawvalue":"{{{portrait}}}","value":{"":"{{{portrait}}}","en":"{{{portrait}}}","nl":"{{{portrait}}}"},"status":"PRESENT"}""")));

        result.Kind.Should().Be(ResultKind.Valid);
        result.Attributes[1].Raw.Should().Be(portrait);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"status\":\"DONE\",\"proofStatus\":\"VALID\"}")]
    [InlineData("a.b.c")]
    public async Task What_is_no_JWT_proves_nothing(string text) => (await VerifyAsync(text)).Kind.Should().Be(ResultKind.Untrusted);

    public static TheoryData<string, string> Rejections => new()
    {
        { "INVALID", """{"proofStatus":"INVALID","disclosed":null}""" }, { "INVALID with attributes", """{"proofStatus":"INVALID"}""" },
        { "INVALID_TIMESTAMP", """{"proofStatus":"INVALID_TIMESTAMP"}""" }, { "UNMATCHED_REQUEST",
            """{"proofStatus":"UNMATCHED_REQUEST"}""" },
        { "MISSING_ATTRIBUTES", """{"proofStatus":"MISSING_ATTRIBUTES"}""" },
        { "MISSING_ATTRIBUTES with a null list", """{"proofStatus":"MISSING_ATTRIBUTES","disclosed":[null]}""" },
        { "EXPIRED", """{"proofStatus":"EXPIRED"}""" }, { "no proof status", """{"proofStatus":null}""" }, { "valid in small letters",
            """{"proofStatus":"valid"}""" },
        { "nothing disclosed", """{"disclosed":null}""" }, { "an empty list", """{"disclosed":[]}""" },
        { "a null list", """{"disclosed":[null,[]]}""" }, { "a disjunction too few", """{"disclosed":[[]]}""" },
        { "a null attribute", """{"disclosed":[[null],[]]}""" },
        { "one attribute missing", """{"disclosed":[[{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"}],[]]}""" },
        { "one attribute NULL", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":null,"value":null,"status":"NULL"}""") },
        { "one attribute without a value", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":null,"status":"PRESENT"}""") },
        { "one attribute EXTRA", Disclosed(bsn: """{"id":"s.i.c.bsn","rawvalue":"9","status":"EXTRA"}""") },
        { "one attribute by another name", Disclosed(bsn: """{"id":"s.i.x.bsn","rawvalue":"9","status":"PRESENT"}""") },
        { "attributes in the other disjunction",
            """{"disclosed":[[],[{"id":"s.i.c.name","rawvalue":"Jan","status":"PRESENT"},{"id":"s.i.c.bsn","rawvalue":"9","status":"PRESENT"}]]}""" },
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
    public async Task A_proof_that_is_valid_before_the_session_is_done_is_not_enough_either(string status, object expected)
    {
        (await VerifyAsync(Token($$"""{"status":"{{status}}"}"""))).Kind.Should().Be((ResultKind)expected);
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

    private static string Conditional(string name, string bsn = """{"id":"s.i.c.bsn","rawvalue":"999999990","status":"PRESENT"}""") =>
        $$$"""{"disclosed":[[{{{name}}},{{{bsn}}}]]}""";

    private static Task<VerifiedResult> VerifyAsync(
        string jwt, IReadOnlyList<IReadOnlyList<IReadOnlyList<RequestedAttribute>>>? requested = null)
    {
        var key = new RsaSecurityKey(Rsa.ExportParameters(includePrivateParameters: false));
        return new ResultVerifier(TimeProvider.System).VerifyAsync(
            new IrmaServer(new Uri("http://irma.example/"), null, key, null),
            jwt, SessionToken, requested ?? Requested, TestContext.Current.CancellationToken);
    }

    /// <param name="change">A kind of signature, or the claims that are otherwise than in a good result; times are seconds from
    /// now.</param>
    private static string Token(string change)
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

    // A good result under a header of its own.
    private static string Signed(string header)
    {
        var signed = $"{Base64UrlEncoder.Encode(header)}.{Token("{}").Split('.')[1]}";
        return $"{signed}.{Base64UrlEncoder.Encode(Rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static SigningCredentials? Signature(string kind) => kind switch
    {
        "none" => null,
        "key" => new SigningCredentials(new RsaSecurityKey(OtherRsa), SecurityAlgorithms.RsaSha256),
        "hmac" => new SigningCredentials(new SymmetricSecurityKey(Rsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256),
        "PS256" => new SigningCredentials(new RsaSecurityKey(Rsa), SecurityAlgorithms.RsaSsaPssSha256),
        _ => new SigningCredentials(new RsaSecurityKey(Rsa), SecurityAlgorithms.RsaSha256),
    };
}
