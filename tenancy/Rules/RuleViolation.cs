namespace IdBellen.Tenancy.Rules;

/// <summary>What is wrong with a resource: a CamelCase reason for programs, a field and a sentence that says what to change.</summary>
public sealed record RuleViolation(string Reason, string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
