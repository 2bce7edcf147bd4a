using System.Text.RegularExpressions;
using Mono.Cecil;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>
/// One file uses another. Found in what was compiled, and in usings, because a constant leaves no trace in what is compiled.
/// </summary>
internal sealed partial record Arrow(string From, string To)
{
    /// <summary>All arrows between two files of ours.</summary>
    public static IReadOnlyList<Arrow> All { get; } = [.. Compiled().Concat(Written()).Where(arrow => arrow.From != arrow.To).Distinct()];

    public override string ToString() => $"{From} uses {To}";

    private static IEnumerable<Arrow> Compiled()
    {
        foreach (var project in SourceTree.Projects.Values)
        {
            using var assembly = AssemblyDefinition.ReadAssembly(project.Location);
            foreach (var type in assembly.MainModule.GetTypes())
            {
                if (SourceTree.Whole.FileOf(Outermost(type)) is not { } from) continue;
                foreach (var used in UsedBy(type).SelectMany(Parts).Select(Outermost).Distinct(StringComparer.Ordinal))
                {
                    if (SourceTree.Whole.FileOf(used) is { } to) yield return new Arrow(from, to);
                }
            }
        }
    }

    private static IEnumerable<Arrow> Written()
    {
        foreach (var (file, text) in SourceTree.Whole.Texts)
        {
            foreach (Match line in Using().Matches(text))
            {
                var name = line.Groups["name"].Value;
                // An alias or a static using names a type, which may be nested.
                for (var type = name; type.Contains('.', StringComparison.Ordinal); type = type[..type.LastIndexOf('.')])
                {
                    if (SourceTree.Whole.FileOf(type) is { } named) yield return new Arrow(file, named);
                }
                var inside = SourceTree.Whole.TypesIn(name).ToList();
                if (inside.Count == 0) continue;
                var mentioned =
                    inside.FirstOrDefault(type => Regex.IsMatch(text, $@"\b{type.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
                yield return new Arrow(file, mentioned.File ?? inside[0].File);
            }
        }
    }

    private static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. type.Methods.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        .. UsedBy((MethodReference)method),
        .. Attributes(method),
        .. method.Parameters.SelectMany(Attributes),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => UsedBy(instruction.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> UsedBy(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => UsedBy(method),
        _ => [],
    };

    private static IEnumerable<TypeReference?> UsedBy(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Attributes(
        Mono.Cecil.ICustomAttributeProvider declared) => declared.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType));

    // List<Call?[]> is a list and a call.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification other => Parts(other.ElementType),
        _ => [type],
    };

    private static string Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type.FullName.Split('`')[0];
    }

    [GeneratedRegex(@"^@?using (static )?(\w+ = )?(?<name>IdBellen[\w.]*)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Using();
}
