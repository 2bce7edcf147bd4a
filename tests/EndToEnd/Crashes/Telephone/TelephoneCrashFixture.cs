using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>A platform with an Asterisk of its own. Its workers, and later its api, are processes.</summary>
public sealed class TelephoneCrashFixture(TestEnvironment environment) : ApiFixture(environment), IAsyncLifetime
{
    public AsteriskServer Asterisk { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        Asterisk = await AsteriskServer.StartAsync();
        await InitializeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration[$"Phones:Exchanges:{Asterisk.Name}"] = Asterisk.WebSocket;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Asterisk is not null) await Asterisk.DisposeAsync();
    }
}
