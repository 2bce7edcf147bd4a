using System.Globalization;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Dev;

/// <summary>A port that somebody else takes between choosing and listening.</summary>
public sealed class TakenPortTests(TestEnvironment environment)
{
    private const string Servers = """
        run=$(mktemp -d)
        finish() { rm -rf "$run"; }
        guarded finish
        serve() {
          spawn "$run" web node -e 'require("http").createServer((_, answer) => answer.end("ours")).listen(+process.argv[1], "127.0.0.1")' "${ports[0]}"
          port=${ports[0]} ports=("${ports[@]:1}")
          await "$run" web 20 "$port" curl -fsS "http://127.0.0.1:$port/"
        }
        """;

    [Fact]
    public async Task A_script_chooses_another_one_and_takes_no_foreign_answer_for_its_servers()
    {
        var (taken, free) = (LoopbackPort.Free(), LoopbackPort.Free());
        await using var foreign = await ForeignAsync(taken);
        using var script = Script.Start($$"""
            {{Servers}}
            ports=({{taken}} {{free}})
            with_ports "$run" web serve
            echo "at $port: $(curl -fsS "http://127.0.0.1:$port/")"
            """);

        (await script.EndedAsync(TimeSpan.FromSeconds(30))).Should().Be(0, script.Output);
        await script.SaysAsync($"at {free}: ours");
        script.Output.Should().Contain("another process took a port");
    }

    [Fact]
    public async Task A_server_that_does_not_listen_itself_is_not_up_whoever_answers_at_its_port()
    {
        var taken = LoopbackPort.Free();
        await using var foreign = await ForeignAsync(taken);
        using var script = Script.Start($$"""
            run=$(mktemp -d)
            finish() { end "$run" web KILL; rm -rf "$run"; }
            guarded finish
            spawn "$run" web sleep 60
            if await "$run" web 1 {{taken}} curl -fsS "http://127.0.0.1:{{taken}}/"; then echo "taken for ours"; else echo "not up"; fi
            """);

        await script.EndedAsync(TimeSpan.FromSeconds(30));
        script.Output.Should().Contain("not up").And.NotContain("taken for ours");
    }

    [Fact]
    public async Task A_test_takes_no_foreign_answer_for_the_product()
    {
        await using var platform = await environment.PlatformAsync();
        var port = LoopbackPort.Free();
        await using var foreign = await ForeignAsync(port);

        var start = async () => await ProductProcess.StartAsync(platform, ProductProcess.Operator, port);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*ended at once*address already in use*");
    }

    [Fact]
    public void A_port_that_was_chosen_is_given_to_nobody_else()
    {
        var port = LoopbackPort.Free();

        var again = () => new FileStream(
            Path.Combine(CachedProgram.Cache, "ports", port.ToString(CultureInfo.InvariantCulture)), FileMode.Open, FileAccess.ReadWrite,
            FileShare.None).Dispose();

        again.Should().Throw<IOException>();
    }

    private static async Task<WebApplication> ForeignAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var foreign = builder.Build();
        foreign.Run(static context => context.Response.WriteAsync("foreign"));
        await foreign.StartAsync();
        return foreign;
    }
}
