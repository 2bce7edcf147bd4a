using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace IdBellen.Tenancy.Naming;

/// <summary>
/// The name of a municipality's resource, safe as a DNS label and as a part of database, role and Secret names: 1 to 40 lower-case
/// letters, digits and dashes, beginning with a letter and not ending with a dash.
/// </summary>
public readonly partial record struct TenantName
{
    public const int MaxLength = 40;

    private TenantName(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="FormatException">The text is not such a name.</exception>
    public static TenantName Parse(string text) =>
        TryParse(text, out var name) ? name.Value : throw new FormatException(
            $"A municipality's name is 1 to {MaxLength} lower-case letters, digits and dashes, begins with a letter and does not end with "
                + $"a dash.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out TenantName? name)
    {
        name = text is not null && Form().IsMatch(text) ? new TenantName(text) : null;
        return name is not null;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
