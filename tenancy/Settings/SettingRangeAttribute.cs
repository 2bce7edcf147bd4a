using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace IdBellen.Tenancy.Settings;

/// <summary>
/// The range of a setting. Its message names the setting as it is set in the environment, by the constant <c>Section</c> of its options.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingRangeAttribute : RangeAttribute
{
    private readonly string range;

    public SettingRangeAttribute(int minimum, int maximum)
        : base(minimum, maximum) => range = FormattableString.Invariant($"from {minimum} to {maximum}");

    /// <summary>A range between two durations, both as <c>hh:mm:ss</c>.</summary>
    public SettingRangeAttribute(string minimum, string maximum)
        : base(typeof(TimeSpan), minimum, maximum)
    {
        ParseLimitsInInvariantCulture = true;
        range = $"from {minimum} to {maximum}";
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => IsValid(value)
        ? ValidationResult.Success
        : new ValidationResult(
            $"{SectionOf(validationContext.ObjectType)}__{validationContext.MemberName} must be {range}.", [validationContext.MemberName!]);

    private static string SectionOf(Type options) =>
        (string?)options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()
        ?? throw new InvalidOperationException($"{options.Name} has no constant Section.");
}
