using System.Net;

namespace IdBellen.Tests.Support.Operator.Dashboard;

/// <summary>
/// A browser at the dashboard's origin. It reaches the operator over loopback, as whatever ends TLS in the same pod would.
/// </summary>
public sealed class DashboardBrowser(Uri origin, Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>All cookies as they were set, attributes included.</summary>
    public List<string> Set { get; } = [];

    public string CookieHeader => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public Answer Last { get; set; } = null!;

    public bool HasCookie(string name) => cookies.ContainsKey(name);

    /// <summary>Another browser with copies of this one's cookies, perhaps at another replica.</summary>
    public DashboardBrowser Thief(Uri? at = null) => new(origin, at ?? address) { cookies = new(cookies, StringComparer.Ordinal) };

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, Dictionary<string, string>? form = null, string? host = null,
        (string Name, string Value)? header = null)
    {
        using var request =
            new HttpRequestMessage(method, new Uri(address, path)) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        request.Headers.Host = host ?? origin.Authority;
        if (cookies.Count > 0) request.Headers.Add("Cookie", CookieHeader);
        if (header is { } extra) request.Headers.Add(extra.Name, extra.Value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Keep(cookie);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location,
            answer.Headers.ToDictionary(one => one.Key, one => string.Join(", ", one.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => http.Dispose();

    private void Keep(string cookie)
    {
        Set.Add(cookie);
        var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : (cookie, "");
        if (value.Length == 0) cookies.Remove(name);
        else cookies[name] = value;
    }
}

public sealed record Answer(HttpStatusCode Status, string Content, Uri? Location, IReadOnlyDictionary<string, string> Headers);
