using System.Text.RegularExpressions;
using Mono.Cecil;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>
/// What goes into a log about a fault is its <c>SafeFault</c>, because the text of an exception may repeat what a citizen disclosed.
/// </summary>
public sealed partial class LogTests
{
    public static TheoryData<string> Projects => [.. SourceTree.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_log_method_takes_an_exception(string project)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(SourceTree.Projects[project].Location);

        var wrong =
            from type in assembly.MainModule.GetTypes()
            from method in type.Methods
            where (IsLogMethod(method) && TakesException(method))
                || Calls(method).Any(called => called.DeclaringType.Name == "LoggerExtensions" && TakesException(called))
            select method.FullName;

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Log_methods_are_found()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(SourceTree.Projects["operator"].Location);

        assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Count(IsLogMethod).Should().BeGreaterThan(20);
    }

    // kubernetes stands for itself and knows no SafeFault; it has the types of faults only.
    [Fact]
    public void Nobody_else_names_a_fault()
    {
        var naming = SourceTree.Whole.Texts
            .Where(file => file.Key.Split('/')[0] is "api" or "operator" or "telephony" or "tenancy" && NamesFault().IsMatch(file.Value))
            .Select(file => file.Key);

        naming.Should().Equal("tenancy/Logs/SafeFault.cs");
    }

    private static bool IsLogMethod(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "LoggerMessageAttribute");

    private static bool TakesException(MethodReference method) =>
        method.Parameters.Any(parameter => parameter.ParameterType.Name.EndsWith("Exception", StringComparison.Ordinal));

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>() : [];

    [GeneratedRegex(
        @"\b(fault|cause|failure|inner|problem|exception)\w*\)?\??\.GetType\(\)\.(Full)?Name\b|SqlState \?\?|\.StackTrace\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamesFault();
}
