using IdBellen.Operator;
using IdBellen.Tenancy.Resource;
using Mono.Cecil;
using Npgsql;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>
/// Connections to PostgreSQL are made in one place, so that none can lose a setting of the platform's connection string, TLS above all.
/// </summary>
public sealed class ConnectionTests
{
    private const string Place = "IdBellen.Tenancy.Postgres.";

    // For the tools of Entity Framework at the drawing board: they never connect.
    private static readonly string[] Tools =
        ["IdBellen.Tenancy.TenantDatabase.DesignTimeTenantDbContext", "IdBellen.Tenancy.PlatformDatabase.DesignTimePlatformDbContext"];

    [Theory]
    [InlineData(typeof(Municipality))]
    [InlineData(typeof(OperatorHost))]
    [InlineData(typeof(IdBellen.Api.ApiHost))]
    [InlineData(typeof(IdBellen.Kubernetes.Clients.ClusterConnection))]
    [InlineData(typeof(IdBellen.GraphQL.Requests.TransportOptions))]
    [InlineData(typeof(IdBellen.Demo.DemoHost))]
    public void Only_one_place_makes_connections(Type inAssembly) =>
        Makers(inAssembly).Where(type => !type.StartsWith(Place, StringComparison.Ordinal) && !Tools.Contains(type, StringComparer.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void The_place_is_found() =>
        Makers(typeof(Municipality)).Should().Contain(Place + "PostgresAddress").And.Contain(Place + "PoolSettings");

    private static IEnumerable<string> Makers(Type inAssembly)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(inAssembly.Assembly.Location);
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               from method in type.Methods
               where method.HasBody
               where method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference called && Makes(called))
               select Outermost(type).FullName,
        ];
    }

    private static bool Makes(MethodReference called) => called.DeclaringType.FullName switch
    {
        "Npgsql.NpgsqlConnection" or "Npgsql.NpgsqlConnectionStringBuilder" or "Npgsql.NpgsqlDataSourceBuilder"
            or "Npgsql.NpgsqlSlimDataSourceBuilder"
            or "System.Data.Common.DbConnectionStringBuilder" => called.Name is ".ctor" or "CloneWith" or "set_ConnectionString",
        "Npgsql.NpgsqlDataSource" or "Npgsql.NpgsqlMultiHostDataSource" => called.Name == nameof(NpgsqlDataSource.Create),
        "Npgsql.NpgsqlFactory" => true,
        // Entity Framework and Hangfire would make their own from a text.
        var name when name.EndsWith("NpgsqlDbContextOptionsBuilderExtensions", StringComparison.Ordinal)
            || name.StartsWith("Hangfire.PostgreSql.", StringComparison.Ordinal) =>
            called.Name is "UseNpgsql" or "UseNpgsqlConnection"
                && called.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.String"),
        _ => false,
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
