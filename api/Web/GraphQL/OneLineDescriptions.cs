using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQL.Utilities;

namespace IdBellen.Api.Web.GraphQL;

/// <summary>Joins the lines of descriptions, which come from documentation comments that are wrapped in the source.</summary>
internal sealed partial class OneLineDescriptions : BaseSchemaNodeVisitor
{
    public override void VisitObject(IObjectGraphType type, ISchema schema) => type.Description = Joined(type.Description);

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema) =>
        field.Description = Joined(field.Description);

    public override void VisitEnum(EnumerationGraphType type, ISchema schema) => type.Description = Joined(type.Description);

    public override void VisitEnumValue(EnumValueDefinition value, EnumerationGraphType type, ISchema schema) =>
        value.Description = Joined(value.Description);

    private static string? Joined(string? description) => description is null ? null : LineEnd().Replace(description, " ");

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, 1000)]
    private static partial Regex LineEnd();
}
