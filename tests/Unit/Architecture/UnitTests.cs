using System.Reflection;
using IdBellen.Tests.Support.Environment;
using Mono.Cecil;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>What makes the tests of this project fast: they start nothing and connect to nothing.</summary>
public sealed class UnitTests
{
    [Fact]
    public void None_starts_a_process_or_a_server_or_opens_a_connection() =>
        Starters(Assembly.GetExecutingAssembly()).Should().BeEmpty("tests/Integration is for these");

    [Fact]
    public void Those_that_do_are_found() =>
        Starters(typeof(TestEnvironment).Assembly).Should()
            .Contain(nameof(Command)).And.Contain(nameof(PostgresInstance)).And.Contain(nameof(MailServer));

    private static IEnumerable<string> Starters(Assembly assembly)
    {
        using var read = AssemblyDefinition.ReadAssembly(assembly.Location);
        return
        [
            .. from type in read.MainModule.GetTypes()
               from method in type.Methods
               where method.HasBody
               where method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference called && Starts(called))
               select Outermost(type).Name,
        ];
    }

    private static bool Starts(MethodReference called) => called.DeclaringType.FullName switch
    {
        "System.Diagnostics.Process" => called.Name == nameof(System.Diagnostics.Process.Start),
        "System.Net.Sockets.Socket" or "System.Net.Sockets.TcpListener" or "System.Net.Sockets.TcpClient" => true,
        "Npgsql.NpgsqlConnection" => called.Name.StartsWith("Open", StringComparison.Ordinal),
        "Microsoft.AspNetCore.Builder.WebApplication" or "Microsoft.Extensions.Hosting.IHost"
            or "Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions" =>
            called.Name.StartsWith("Start", StringComparison.Ordinal) || called.Name.StartsWith("Run", StringComparison.Ordinal),
        // What of ours does it for others.
        var name => name.StartsWith("IdBellen.Tests.Support.", StringComparison.Ordinal)
            && name.Split('.')[^1] is nameof(Command) or nameof(ProductProcess) or nameof(ServerScript) or nameof(SharedPlatform)
                or nameof(TestEnvironment),
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
