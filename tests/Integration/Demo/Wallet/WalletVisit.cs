using System.Net;
using System.Text.RegularExpressions;
using IdBellen.Tests.Integration.Demo.Irma;

namespace IdBellen.Tests.Integration.Demo.Wallet;

/// <summary>The wallet page as a browser without scripts uses it: forms.</summary>
internal sealed partial class WalletVisit(RunningDemo demo)
{
    /// <summary>The words and addresses of the last page.</summary>
    public string Page { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public async Task OpenAsync(string path = "wallet")
    {
        using var answer = await demo.Pages.GetAsync(path, RunningDemo.Cancelled);
        await KeepAsync(answer);
    }

    public Task ScanAsync(StartedSession session, string person = "fatima") =>
        SendAsync("scan", ("person", person), ("pointer", session.Url.ToString()));

    /// <summary>Sends a form of the last page, with the session it holds.</summary>
    public async Task SendAsync(string step, params (string Name, string Value)[] fields)
    {
        var session = SessionField().Match(Page).Groups["id"].Value;
        var form = fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))
            .Append(KeyValuePair.Create("session", session));
        using var body = new FormUrlEncodedContent(form);
        using var answer = await demo.Pages.PostAsync($"wallet/{step}", body, RunningDemo.Cancelled);
        await KeepAsync(answer);
    }

    /// <summary>Goes back to a page seen before and sends its form.</summary>
    public Task ResumeAsync(string page, string step)
    {
        Page = page;
        return SendAsync(step);
    }

    private async Task KeepAsync(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(RunningDemo.Cancelled));
    }

    [GeneratedRegex("name=\"session\" value=\"(?<id>[A-Za-z0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SessionField();
}
