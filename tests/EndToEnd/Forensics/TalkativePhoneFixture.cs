using IdBellen.Tests.EndToEnd.Phone;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>Agents who talk in their browsers, with an api and a worker that log all that they can.</summary>
public sealed class TalkativePhoneFixture(TestEnvironment environment) : PhoneFixture(environment)
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
    }

    protected override void ConfigureWorker(WebApplicationBuilder builder) => builder.Logging.SetMinimumLevel(LogLevel.Trace);
}
