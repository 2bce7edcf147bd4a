using IdBellen.Api;
using IdBellen.Api.GraphQL;

if (args is ["schema"])
{
    // dotnet run --project api schema > api/schema.graphql
    Console.Write(PublishedSchema.Print());
    return;
}
await using var app = ApiHost.Build(args);
await app.RunAsync();
