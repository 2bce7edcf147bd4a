using IdBellen.Telephony.Asterisk;
using IdBellen.Tenancy.Hardening;
using IdBellen.Tenancy.Resource;

MemoryDumps.Forbid();
if (TimeZones.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}
await using var app = WorkerHost.Build(args);
await app.RunAsync();
return 0;
