using System.Collections.Concurrent;
using AwesomeAssertions;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

public sealed class CodeUniquenessTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Replicas_that_draw_the_same_code_at_once_do_not_give_it_to_two_sessions()
    {
        const string Drawn = "4150937268";
        var municipality = await fixture.MunicipalityAsync();
        int[] ports = [LoopbackPort.Free(), LoopbackPort.Free()];
        var draws = new ConcurrentQueue<string>();
        var replicas = await Task.WhenAll(ports.Select(port => fixture.ServingReplicaAsync(municipality, port, builder =>
        {
            var first = true;
            builder.Services.AddSingleton(new DialCodeSource(() =>
            {
                var code = first ? Drawn : DialCode.Create();
                first = false;
                draws.Enqueue(code);
                return code;
            }));
        })));

        var sessions = await Task.WhenAll(ports.Select(port => municipality.StartAsync(port: port)));
        var codes = await Task.WhenAll(sessions.Select(session => session.DiscloseAsync()));

        codes.Should().OnlyHaveUniqueItems().And.Contain(Drawn);
        draws.Should().HaveCount(3, "one had to draw again");
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("2");
        foreach (var replica in replicas) await replica.DisposeAsync();
    }
}
