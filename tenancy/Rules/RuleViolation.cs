namespace IdBellen.Tenancy.Rules;

/// <summary>A violation in a resource: a CamelCase reason for programs, the field, and a message that says what to change.</summary>
public sealed record RuleViolation(string Reason, string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
