using IdBellen.Api;
using IdBellen.Api.Web.GraphQL;
using IdBellen.Tenancy.Hardening;
using IdBellen.Tenancy.Resource;

MemoryDumps.Forbid();
if (args is ["schema"])
{
    // dotnet run --project api schema > api/schema.graphql
    Console.Write(PublishedSchema.Print());
    return 0;
}
if (TimeZones.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}
await using var app = ApiHost.Build(args);
await app.RunAsync();
return 0;
