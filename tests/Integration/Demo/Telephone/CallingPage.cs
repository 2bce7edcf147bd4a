using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace IdBellen.Tests.Integration.Demo.Telephone;

internal sealed record Heard(string Call, string Phase, string Text);

/// <summary>The telephone page during a call: what it hears, and what it keys in.</summary>
internal sealed class CallingPage : IAsyncDisposable
{
    private readonly Func<object, Task<HttpResponseMessage>> keyIn;
    private readonly HttpResponseMessage line;
    private readonly IAsyncEnumerator<SseItem<string>> news;

    private CallingPage(Func<object, Task<HttpResponseMessage>> keyIn, HttpResponseMessage line, Stream body)
    {
        this.keyIn = keyIn;
        this.line = line;
        news = SseParser.Create(body).EnumerateAsync(RunningDemo.Cancelled).GetAsyncEnumerator(RunningDemo.Cancelled);
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient pages, string? number, string? code = null, string? caller = null)
    {
        var body = JsonContent.Create(new { number, code, callerNumber = caller });
        var request = new HttpRequestMessage(HttpMethod.Post, "telephone/dial") { Content = body };
        return pages.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RunningDemo.Cancelled);
    }

    public static async Task<CallingPage> DialAsync(RunningDemo demo, string number, string? code = null, string? caller = null)
    {
        var line = await PostAsync(demo.Pages, number, code, caller);
        line.EnsureSuccessStatusCode();
        return new CallingPage(
            digits => demo.Pages.PostAsJsonAsync("telephone/digits", digits, RunningDemo.Cancelled),
            line,
            await line.Content.ReadAsStreamAsync(RunningDemo.Cancelled));
    }

    /// <summary>Listens until this phase.</summary>
    public async Task<Heard> HearAsync(string phase)
    {
        while (await news.MoveNextAsync())
        {
            var heard = JsonSerializer.Deserialize<Heard>(news.Current.Data, JsonSerializerOptions.Web)!;
            if (heard.Phase == phase)
            {
                return heard;
            }
        }
        throw new InvalidOperationException($"The call was over before {phase}.");
    }

    /// <summary>Listens until the call is over.</summary>
    public async IAsyncEnumerable<Heard> AllAsync()
    {
        while (await news.MoveNextAsync()) yield return JsonSerializer.Deserialize<Heard>(news.Current.Data, JsonSerializerOptions.Web)!;
    }

    public async Task KeyInAsync(Heard question, string digits)
    {
        using var answer = await keyIn(new { call = question.Call, digits });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Hangs up while somebody still listens.</summary>
    public void LetGo() => line.Dispose();

    /// <summary>Hangs up, by letting go of the line.</summary>
    public async ValueTask DisposeAsync()
    {
        line.Dispose();
        await news.DisposeAsync();
    }
}
