using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class ResultJwtTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Without_a_key_there_are_no_signed_results_and_no_public_key()
    {
        await using var demo = await RunningDemo.StartAsync("IrmaKeyFile=none");
        var session = await StartedSession.StartAsync(demo);

        await session.GetAsync("result-jwt").ShouldBeAsync(500, "EXCEPTION", "JWT signing not supported");
        await demo.Irma.GetAsync("publickey", RunningDemo.Cancelled).ShouldBeAsync(501, "UNSUPPORTED");
    }

    [Fact]
    public async Task The_result_is_signed_with_the_published_key()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo);
        await session.DiscloseAsync();

        using var answer = await session.GetAsync("result-jwt");
        var token = await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        var jwt = new JsonWebToken(token);
        Base64UrlEncoder.Decode(jwt.EncodedHeader).Should().Be("""{"alg":"RS256","typ":"JWT"}""");
        (await VerifyAsync(demo, token)).Should().BeTrue();
        jwt.Issuer.Should().Be("irmaserver");
        jwt.Subject.Should().Be("disclosing_result");
        jwt.GetClaim("iat").Value.Should().Be("1795435200");
        jwt.GetClaim("exp").Value.Should().Be("1795435320");
        using var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(jwt.EncodedPayload));
        claims.RootElement.GetProperty("token").GetString().Should().Be(session.Token);
        claims.RootElement.GetProperty("status").GetString().Should().Be("DONE");
        claims.RootElement.GetProperty("proofStatus").GetString().Should().Be("VALID");
        claims.RootElement.GetProperty("disclosed")[0][0].GetProperty("rawvalue").GetString().Should().Be("999911004");
    }

    [Fact]
    public async Task A_result_is_also_signed_before_the_end_and_is_valid_as_long_as_was_asked()
    {
        await using var demo = await RunningDemo.StartAsync(time);
        var session = await StartedSession.StartAsync(demo, StartedSession.Extended("\"validity\":30"));

        using var answer = await session.GetAsync("result-jwt");
        var jwt = new JsonWebToken(await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled));

        jwt.GetClaim("status").Value.Should().Be("INITIALIZED");
        (jwt.ValidTo - jwt.IssuedAt).Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_old_form_gives_the_proof_status_and_values_by_attribute()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo);
        await session.DiscloseAsync();

        using var answer = await session.GetAsync("getproof");
        var token = await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled);

        (await VerifyAsync(demo, token)).Should().BeTrue();
        var jwt = new JsonWebToken(token);
        jwt.Subject.Should().Be("disclosure_result");
        jwt.GetClaim("status").Value.Should().Be("VALID");
        jwt.GetClaim("attributes").Value.Should().Be("""{"irma-demo.MijnOverheid.root.BSN":"999911004"}""");
    }

    [Fact]
    public async Task A_key_from_a_file_stays_the_same_over_restarts()
    {
        using var rsa = RSA.Create(2048);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, rsa.ExportPkcs8PrivateKeyPem(), RunningDemo.Cancelled);
        try
        {
            await using var demo = await RunningDemo.StartAsync("IrmaKeyFile=" + file);

            (await demo.Irma.GetStringAsync("publickey", RunningDemo.Cancelled)).Trim().Should().Be(rsa.ExportSubjectPublicKeyInfoPem());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<bool> VerifyAsync(RunningDemo demo, string token)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(await demo.Irma.GetStringAsync("publickey", RunningDemo.Cancelled));
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "irmaserver",
            AudienceValidator = static (audiences, _, _) => !audiences.Any(),
            LifetimeValidator = static (_, expires, _, _) => expires is not null,
            IssuerSigningKey = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)),
        });
        return verified.IsValid;
    }
}
