using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Disclosure.Irma;

/// <summary>An IRMA server whose every word a test chooses, results and their signatures included.</summary>
public sealed class SigningIrmaServer : IAsyncDisposable
{
    private readonly RSA rsa = RSA.Create(2048);
    private ScriptedIrmaServer server = null!;

    public Uri Url => server.Url;

    /// <summary>What it says of all its sessions.</summary>
    public string Status { get; set; } = "INITIALIZED";

    /// <summary>Answers <c>result-jwt</c> for a token; as it is set, with an error.</summary>
    public Func<HttpContext, string, Task> Result { get; set; } = (context, _) => ScriptedIrmaServer.RefuseAsync(context, 500, "EXCEPTION");

    /// <summary>The requests that started sessions.</summary>
    public ConcurrentQueue<JsonNode> Started { get; } = [];

    /// <summary>The requestor token of the last session.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Method and path of all that was asked.</summary>
    public IEnumerable<string> Requests => server.Requests;

    public static async Task<SigningIrmaServer> StartAsync()
    {
        var started = new SigningIrmaServer();
        started.server = await ScriptedIrmaServer.StartAsync(started.AnswerAsync);
        return started;
    }

    /// <summary>The result of a session in which these attributes were disclosed in one disjunction.</summary>
    public string Done(string token, JsonObject attributes, RSA? key = null, Action<JsonObject>? change = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "irmaserver",
            ["sub"] = "disclosing_result",
            ["iat"] = now,
            ["exp"] = now + 120,
            ["token"] = token,
            ["status"] = "DONE",
            ["type"] = "disclosing",
            ["proofStatus"] = "VALID",
            ["disclosed"] = new JsonArray(new JsonArray([.. attributes.Select(one => new JsonObject
            {
                ["rawvalue"] = (string?)one.Value,
                ["value"] = new JsonObject { [""] = (string?)one.Value, ["en"] = (string?)one.Value, ["nl"] = (string?)one.Value },
                ["id"] = one.Key,
                ["status"] = "PRESENT",
                ["issuancetime"] = 1795046400,
            })])),
        };
        change?.Invoke(claims);
        var signed = $"{Base64UrlEncoder.Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode((key ?? rsa).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        rsa.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (path)
        {
            case ["publickey"]:
                await context.Response.WriteAsync(rsa.ExportSubjectPublicKeyInfoPem());
                return;
            case ["session"]:
                Started.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
                Token = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 20);
                await context.Response.WriteAsJsonAsync(new
                {
                    sessionPtr = new { u = $"{Url.GetLeftPart(UriPartial.Authority)}/irma/session/{Token}", irmaqr = "disclosing" },
                    token = Token,
                });
                return;
            case ["session", _, "status"]:
                await context.Response.WriteAsync(JsonSerializer.Serialize(Status));
                return;
            case ["session", var token, "result-jwt"]:
                await Result(context, token);
                return;
            default:
                await ScriptedIrmaServer.RefuseAsync(context, 403, "UNEXPECTED_REQUEST");
                return;
        }
    }
}
