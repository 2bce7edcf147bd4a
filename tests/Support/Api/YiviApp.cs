using System.Text;
using System.Text.Json.Nodes;

namespace IdBellen.Tests.Support.Api;

/// <summary>The Yivi app at the other end of a session pointer, as the stand-in IRMA server knows it.</summary>
public sealed class YiviApp(Uri pointer)
{
    private static readonly HttpClient Http = new();

    /// <summary>Connects and sends a proof; gives the code in the address that the app opens afterwards.</summary>
    /// <param name="outcome">How the server finds the proof.</param>
    public async Task<string> DiscloseAsync(string outcome = "VALID")
    {
        var code = await ConnectAsync();
        await ProveAsync(outcome);
        return code;
    }

    /// <summary>Connects and sends a proof, in a session that gives the app nothing to dial.</summary>
    public async Task DiscloseWithoutCodeAsync()
    {
        await ScanAsync();
        await ProveAsync();
    }

    /// <summary>Gives the code in the request, which the app has from now on.</summary>
    public async Task<string> ConnectAsync() => CodeIn((string)Find(await ScanAsync(), "clientReturnUrl")!);

    /// <summary>Connects; gives what the server answers: the request, or with pairing the digits to show.</summary>
    public async Task<JsonNode> ScanAsync()
    {
        using var message = Message(HttpMethod.Get, pointer);
        message.Headers.Add("X-IRMA-MinProtocolVersion", "\"2.8\"");
        message.Headers.Add("X-IRMA-MaxProtocolVersion", "\"2.8\"");
        using var answer = await Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Connects to a session that must be paired; gives the digits that the app shows.</summary>
    public async Task<string> PairingDigitsAsync() => (string)(await ScanAsync())["options"]!["pairingCode"]!;

    /// <summary>What is asked, once paired.</summary>
    public async Task<JsonNode> RequestAsync()
    {
        using var message = Message(HttpMethod.Get, new Uri($"{pointer}/request"));
        using var answer = await Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <param name="outcome">How the server finds the proof.</param>
    /// <param name="choices">For each disjunction the index of the alternative, -1 for none, as JSON; absent: the first that can be
    /// given.</param>
    /// <param name="person">Whose app it is.</param>
    /// <param name="values">What the cards hold instead, as JSON: by attribute, null for none.</param>
    public async Task ProveAsync(
        string outcome = "VALID", string choices = "null", string person = ServedMunicipality.Person, string values = "null")
    {
        using var message = Message(HttpMethod.Post, new Uri($"{pointer}/proofs"));
        message.Content = new StringContent(
            $$"""{"person":"{{person}}","outcome":"{{outcome}}","choices":{{choices}},"values":{{values}}}""", Encoding.UTF8,
            "application/json");
        using var answer = await Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RefuseAsync()
    {
        using var message = Message(HttpMethod.Delete, pointer);
        using var answer = await Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Message(HttpMethod method, Uri address)
    {
        var message = new HttpRequestMessage(method, address);
        message.Headers.TryAddWithoutValidation("Authorization", "chosenByTheApp");
        return message;
    }

    private static string CodeIn(string telephoneLink) => telephoneLink[(telephoneLink.LastIndexOf(',') + 1)..];

    // Where the request stands depends on the protocol version.
    private static JsonNode? Find(JsonNode? node, string name) => node switch
    {
        JsonObject found when found.ContainsKey(name) => found[name],
        JsonObject other => other.Select(member => Find(member.Value, name)).FirstOrDefault(value => value is not null),
        _ => null,
    };
}
