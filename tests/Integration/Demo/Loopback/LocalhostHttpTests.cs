using IdBellen.Demo.Loopback;

namespace IdBellen.Tests.Integration.Demo.Loopback;

public sealed class LocalhostHttpTests
{
    [Theory]
    [InlineData("arnhem.localhost")]
    [InlineData("localhost")]
    [InlineData("a.b.LOCALHOST")]
    public async Task Every_localhost_name_is_this_machine(string host)
    {
        await using var demo = await RunningDemo.StartAsync();
        using var http = LocalhostHttp.Create(TimeSpan.FromSeconds(5));

        (await http.GetStringAsync(new Uri($"http://{host}:{demo.Irma.BaseAddress!.Port}/health"), RunningDemo.Cancelled)).Should()
            .Be("OK");
    }
}
