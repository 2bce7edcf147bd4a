using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>Credentials for the TURN server end as soon as they may.</summary>
public sealed class ShortTurnFixture(TestEnvironment environment) : PhoneFixture(environment)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Configuration["Phones:Turn:Lifetime"] = Lifetime.ToString();
    }
}
