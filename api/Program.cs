using IdBellen.Api;
using IdBellen.Api.GraphQL;
using IdBellen.Tenancy.Hardening;

MemoryDumps.Forbid();
if (args is ["schema"])
{
    // dotnet run --project api schema > api/schema.graphql
    Console.Write(PublishedSchema.Print());
    return;
}
await using var app = ApiHost.Build(args);
await app.RunAsync();
