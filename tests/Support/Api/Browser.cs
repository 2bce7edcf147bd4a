using System.Net;
using System.Text.RegularExpressions;

namespace IdBellen.Tests.Support.Api;

/// <summary>
/// A browser in small for one municipality's host: cookies, redirects, forms. Sends Secure cookies over plain HTTP, as real browsers do for
/// <c>*.localhost</c>.
/// </summary>
public sealed partial class Browser(ServedMunicipality municipality)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    public string CookieHeader => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>The port of another replica.</summary>
    public int? Port { get; init; }

    /// <summary>The Set-Cookie lines of the last answer.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    /// <summary>Those of all answers.</summary>
    public List<string> AllSetCookies { get; } = [];

    /// <summary>Of all answers, how many bytes the longest headers had.</summary>
    public int LongestHeaders { get; private set; }

    /// <summary>Where the last answer wanted to send the browser, followed or not.</summary>
    public Uri? LastRedirect { get; private set; }

    /// <summary>No browser sends cookies to another host; an attacker's program does.</summary>
    public void TakeCookiesOf(Browser other)
    {
        foreach (var (name, value) in other.cookies) cookies[name] = value;
    }

    public async Task<Page> SendAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string>? form = null, string? origin = null, bool follow = true)
    {
        using var message = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{Port ?? municipality.Fixture.Platform.Port}{path}"));
        message.Headers.Host = municipality.Host;
        if (cookies.Count > 0) message.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        if (origin is not null) message.Headers.TryAddWithoutValidation("Origin", origin);
        if (form is not null) message.Content = new FormUrlEncodedContent(form);
        using var answer = await Http.SendAsync(message);
        Keep(answer);
        if (answer.Headers.Location is { } location)
        {
            LastRedirect = location;
            if (follow) return await SendAsync(HttpMethod.Get, location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString);
        }
        return new Page(answer.StatusCode, path, await answer.Content.ReadAsStringAsync());
    }

    public async Task<Page> SubmitAsync(Page page, IReadOnlyDictionary<string, string> fields, bool follow = true, string? origin = null)
    {
        var form = Hidden().Matches(page.Content).Select(input => input.Value).ToDictionary(
            input => Attribute(input, "name"), input => WebUtility.HtmlDecode(Attribute(input, "value")), StringComparer.Ordinal);
        foreach (var (name, value) in fields) form[name] = value;
        return await SendAsync(HttpMethod.Post, page.Path, form, origin, follow);
    }

    /// <summary>Another browser with the cookies that this one has now.</summary>
    public Browser Copy()
    {
        var copy = new Browser(municipality) { Port = Port };
        foreach (var (name, value) in cookies) copy.cookies[name] = value;
        return copy;
    }

    /// <summary>The form of the sign-in page.</summary>
    public Task<Page> OpenSignInAsync() => SendAsync(HttpMethod.Get, "/sign-in");

    public async Task<string> SetPasswordAsync(string email, string linkSecret, string password)
    {
        var page = await SendAsync(HttpMethod.Get, "/account/password");
        return (await SubmitAsync(page, new Dictionary<string, string>(
            StringComparer.Ordinal)
        { ["Email"] = email, ["Link"] = linkSecret, ["Password"] = password })).Content;
    }

    public async Task<Page> SignInAsync(string email, string password, string returnUrl = "/")
    {
        var page = await SendAsync(HttpMethod.Get, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await SubmitAsync(page,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = email, ["Password"] = password });
    }

    private void Keep(HttpResponseMessage answer)
    {
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        AllSetCookies.AddRange(SetCookies);
        LongestHeaders = Math.Max(LongestHeaders, answer.Headers.Concat(answer.Content.Headers)
            .SelectMany(header => header.Value.Select(value => header.Key.Length + value.Length + 4)).Sum());
        foreach (var line in SetCookies)
        {
            var (name, value) = line.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : (line, "");
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
        }
    }

    private static string Attribute(string input, string name) =>
        Regex.Match(input, $"{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}

public sealed record Page(HttpStatusCode Status, string Path, string Content);
