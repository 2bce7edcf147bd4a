using System.Globalization;
using System.Text;
using GraphQL.Types;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Fuzz;

/// <summary>Who a request says it is of.</summary>
/// <param name="Name">For who reads the result.</param>
/// <param name="Header">A line, or none.</param>
/// <param name="MaySee">Whether what waiting callers disclosed may be shown to them.</param>
internal sealed record Sender(string Name, string? Header, bool MaySee);

/// <summary>Requests as bytes: of a form that HTTP has, that it nearly has, and that it does not have.</summary>
internal sealed class RandomRequest(
    ServedMunicipality municipality, ISchema schema, System.Random random, (string Cookie, string Token) form)
{
    private static readonly string[] Paths =
    [
        "/", "/telefoon", "/bel", "/i", "/healthz", "/readyz", "/graphql", "/sign-in", "/sign-in/callback", "/sign-in/back-channel-logout",
        "/signed-out", "/account/sign-in", "/account/password", "/account/failed",
        "/account/second-factor", "/account/second-factor/add", "/account/second-factor/set-up", "/account/busy", "/connect/authorize",
        "/connect/token", "/connect/logout", "/.well-known/openid-configuration",
        "/.well-known/jwks", "/irma/callback/0192b1a0-0000-7000-8000-000000000000", "/irma/callback/x", "/calls/x/links/y",
        "/calls/0192b1a0-0000-7000-8000-000000000000/links/0", "/access-log", "/audit-log",
        "/evaluation", "/evaluation.csv", "/widget.js", "/start-page/index.html", "/metrics", "/hangfire", "/.git/config", "//",
        "/%2e%2e/%2e%2e/etc/passwd", "/a/../../b", "/%00", "/%ff", "/;/..;/",
    ];

    private static readonly string[] Methods =
        ["GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X"];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=\"",
        "text/plain", "application/jwt", ";", "a/b/c", "application/x-www-form-urlencoded; charset=nope", "",
    ];

    private static readonly string[] Fields =
        ["Email", "Password", "Link", "Code", "logout_token", "client_id", "redirect_uri", "response_type", "scope", "state", "nonce",
            "code", "grant_type", "prompt", "request", "response_mode", "code_challenge", "returnUrl", "culture"];

    private readonly RandomText texts = new(random);

    /// <summary>Whether more of it would have to follow: the server then waits until nobody sends any more.</summary>
    public bool IsCutShort { get; private set; }

    public byte[] Next(Sender sender)
    {
        IsCutShort = false;
        var isGraphQL = texts.Chance(45);
        var method = isGraphQL && texts.Chance(90) ? "POST" : texts.Next(Methods);
        var path = isGraphQL ? "/graphql" : texts.Next(Paths);
        if (texts.Chance(5)) path += "/" + texts.Encoded(texts.Next());
        if (texts.Chance(isGraphQL ? 5 : 30)) path += "?"
            + string.Join('&', Enumerable.Range(0, random.Next(5)).Select(_ => $"{texts.Next(Fields)}={texts.Encoded(texts.Next())}"));
        if (path == "/sign-out" || path.Length > 6000) path = "/";
        var type = isGraphQL && texts.Chance(92) ? "application/json" : texts.Next(Types);
        var body = method is "GET" or "HEAD" && texts.Chance(95) ? null : Body(isGraphQL, type);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\n").Append(Host());
        if (sender.Header is { } who) head.Append(who).Append("\r\n");
        head.Append(Headers(isGraphQL));
        if (type.Length > 0 && body is not null) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Framed(body)];
    }

    private string Host() => random.Next(40) switch
    {
        0 => "",
        1 => $"Host: {municipality.Host}\r\nHost: {municipality.Host}\r\n",
        2 => $"Host: {municipality.Name}.localhost:99999\r\n",
        3 => $"Host: {municipality.Name}.localhost.:{municipality.Fixture.Platform.Port}\r\n",
        4 => $"Host: {texts.Line()}\r\n",
        5 => $"Host: user@{municipality.Host}\r\n",
        6 => "Host: [::1]:80\r\n",
        7 => $"Host: {municipality.Name}_x.localhost\r\n",
        _ => $"Host: {municipality.Host}\r\n",
    };

    private string Headers(bool isGraphQL)
    {
        var lines = new StringBuilder();
        string[] accepts = isGraphQL
            ? ["application/json", "application/graphql-response+json", "text/event-stream", "*/*", "text/html", "application/json;q=0",
                ";;q=x", "*/json", "a", "text/event-stream, text/event-stream"]
            : ["text/html", "*/*", "application/json", ";q", ""];
        if (texts.Chance(80)) lines.Append(CultureInfo.InvariantCulture, $"Accept: {texts.Next(accepts)}\r\n");
        if (texts.Chance(6)) lines.Append(CultureInfo.InvariantCulture,
            $"Origin: {texts.Next([municipality.Origin, "null", "https://evil.example", texts.Line()])}\r\n");
        if (texts.Chance(2)) lines.Append(CultureInfo.InvariantCulture, $"Origin: {municipality.Origin}\r\n");
        if (texts.Chance(5)) lines.Append(CultureInfo.InvariantCulture,
            $"Cookie: __Host-idbellen={texts.Line()}; idbellen-form={texts.Line()}; .AspNetCore.Correlation.x=N\r\n");
        if (texts.Chance(3)) lines.Append(CultureInfo.InvariantCulture,
            $"X-Forwarded-For: {texts.Line()}\r\nX-Forwarded-Proto: {texts.Line()}\r\nX-Forwarded-Host: evil.example\r\n");
        if (texts.Chance(3)) lines.Append(CultureInfo.InvariantCulture, $"Accept-Language: {texts.Line()}\r\n");
        if (texts.Chance(3)) lines.Append(CultureInfo.InvariantCulture,
            $"Range: bytes={texts.Line()}\r\nIf-None-Match: {texts.Line()}\r\nIf-Modified-Since: {texts.Line()}\r\n");
        if (texts.Chance(2))
            lines.Append(CultureInfo.InvariantCulture,
                $"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
                    + $"{texts.Next(["13", "8", "x", ""])}\r\nSec-WebSocket-Key: {texts.Next(["AAAAAAAAAAAAAAAAAAAAAA==", "x"])}\r\n");
        if (texts.Chance(3)) lines.Append(CultureInfo.InvariantCulture, $"X-Odd: {texts.Line()}\r\n");
        if (texts.Chance(2)) lines.Append("Expect: 100-continue\r\n");
        return lines.ToString();
    }

    private byte[]? Body(bool isGraphQL, string type)
    {
        if (isGraphQL) return texts.Chance(2)
            ? [.. "{\"query\":\""u8, 0xff, 0xfe, .. "\"}"u8] : Encoding.UTF8.GetBytes(RandomDocument.Request(schema, random, texts));
        if (texts.Chance(5)) return null;
        if (type.StartsWith("multipart", StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(
            $"--x\r\nContent-Disposition: form-data; name=\"{texts.Next(Fields)}\"\r\n\r\n{texts.Next()}\r\n--x--\r\n");
        var count = texts.Chance(2) ? 1500 : random.Next(6);
        var fields = Enumerable.Range(0, count)
            .Select(_ => $"{(count > 6 ? "a" : texts.Next(Fields))}={texts.Encoded(count > 6 ? "" : texts.Next())}");
        return Encoding.ASCII.GetBytes(
            string.Join('&', texts.Chance(60) ? fields.Append($"__RequestVerificationToken={Uri.EscapeDataString(form.Token)}") : fields));
    }

    private byte[] Framed(byte[]? body)
    {
        var cookie = texts.Chance(20) ? $"Cookie: {form.Cookie}\r\n" : "";
        if (body is null) return Encoding.ASCII.GetBytes($"{cookie}\r\n");
        if (texts.Chance(8))
        {
            return texts.Chance(20)
                ? Cut("Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                : [.. Encoding.ASCII.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"{cookie}Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n")), .. body,
                    .. (body.Length == 0 ? "\r\n"u8 : "\r\n0\r\n\r\n"u8)];
        }
        var length = texts.Chance(2)
            ? texts.Next(["-1", "99999999999999999999", "100000000", "5000", "x"]) : body.Length.ToString(CultureInfo.InvariantCulture);
        if (length != body.Length.ToString(CultureInfo.InvariantCulture)) IsCutShort = true;
        return [.. Encoding.ASCII.GetBytes($"{cookie}Content-Length: {length}\r\n\r\n"), .. body];
    }

    private byte[] Cut(string text)
    {
        IsCutShort = true;
        return Encoding.ASCII.GetBytes(text);
    }
}
