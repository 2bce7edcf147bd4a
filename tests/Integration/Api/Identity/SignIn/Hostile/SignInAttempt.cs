using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using Microsoft.AspNetCore.WebUtilities;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Hostile;

/// <summary>A browser that a municipality has sent to the provider; the test is the provider's authorization endpoint.</summary>
public sealed class SignInAttempt(HostileProviderFixture fixture, ServedMunicipality municipality, Browser browser, Uri request)
{
    private const string Failed = "/account/failed";

    public Browser Browser => browser;

    public ServedMunicipality Municipality => municipality;

    /// <summary>A parameter of the authorization request.</summary>
    public string this[string parameter] => QueryHelpers.ParseQuery(request.Query)[parameter].ToString();

    /// <summary>The whole authorization request, for who takes it over.</summary>
    public string Query => request.Query.TrimStart('?');

    internal Jwt IdToken(string session = "s1") => fixture.IdToken(municipality.Name, this["nonce"], session);

    /// <summary>Where the provider sends the browser back to, with a code for this ID token.</summary>
    /// <param name="idToken">What the token endpoint will give.</param>
    /// <param name="state">Another than this browser's.</param>
    /// <param name="issuer">Who the answer says that it is of (RFC 9207).</param>
    public Uri Answer(string idToken, string? state = null, string? issuer = null)
    {
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = fixture.Provider.CodeFor(idToken, this["code_challenge"]),
            ["state"] = state ?? this["state"]
        };
        if (issuer is not null) answer["iss"] = issuer;
        return new Uri(QueryHelpers.AddQueryString(this["redirect_uri"], answer));
    }

    /// <summary>Comes back, and must be in.</summary>
    public async Task SucceedAsync(Uri answer)
    {
        await browser.ReturnAsync(answer);
        browser.WasSignedIn().Should().BeTrue();
        (await browser.ViewerAsync(municipality)).Should().Be("Anna AGENT");
    }

    /// <summary>Comes back, and must be nobody still, and be told so.</summary>
    public Task FailAsync(Uri answer) => FailAsync(() => browser.ReturnAsync(answer));

    public async Task FailAsync(Func<Task<Page>> comeBack)
    {
        var before = await SessionsAsync();
        await comeBack();
        browser.WasSignedIn().Should().BeFalse();
        browser.CookieHeader.Should().NotContain("__Host-idbellen=");
        browser.LastRedirect!.OriginalString.Should().Be(Failed);
        (await SessionsAsync()).Should().Equal(before);
        (await browser.ViewerAsync(municipality)).Should().BeNull();
        var page = await browser.SendAsync(HttpMethod.Get, Failed, follow: false);
        page.Status.Should().Be(System.Net.HttpStatusCode.OK);
        page.Content.Should().Contain("Inloggen is niet gelukt").And.Contain("href=\"/sign-in");
    }

    /// <summary>Sessions, and what the audit log says of sign-ins.</summary>
    private Task<IReadOnlyList<string>> SessionsAsync() => municipality.QueryAsync(
        "SELECT id::text FROM signed_in_session UNION ALL SELECT id::text FROM audit_log WHERE action = 'SignedIn' ORDER BY 1");
}
