using IdBellen.Tests.Integration.Demo;
using IdBellen.Tests.Integration.Demo.Telephone;

namespace IdBellen.Tests.Integration.Exchanges;

/// <summary>The demo's telephone page.</summary>
internal sealed class StandInCaller : ICaller
{
    private readonly RunningDemo demo;
    private readonly CallingPage page;
    private readonly string tokenFile;
    private readonly SemaphoreSlim asked = new(0);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task listening;
    private Heard? question;

    private StandInCaller(RunningDemo demo, CallingPage page, string tokenFile)
    {
        (this.demo, this.page, this.tokenFile) = (demo, page, tokenFile);
        listening = ListenAsync();
    }

    public Task Ended => ended.Task;

    public static async Task<ICaller> DialAsync(RunningDemo demo, string number, string? from, string tokenFile) =>
        new StandInCaller(demo, await CallingPage.DialAsync(demo, number, caller: from), tokenFile);

    public async Task KeyInAsync(string code)
    {
        await asked.WaitAsync(TestContext.Current.CancellationToken);
        await page.KeyInAsync(question!, code);
    }

    public Task HangUpAsync()
    {
        page.LetGo();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await demo.DisposeAsync();
        await listening;
        await page.DisposeAsync();
        asked.Dispose();
        File.Delete(tokenFile);
    }

    private async Task ListenAsync()
    {
        try
        {
            await foreach (var heard in page.AllAsync())
            {
                if (heard.Phase == "ASKING")
                {
                    question = heard;
                    asked.Release();
                }
            }
            ended.TrySetResult();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The caller has hung up.
        }
    }
}
