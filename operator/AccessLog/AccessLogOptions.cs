using System.ComponentModel.DataAnnotations;

namespace IdBellen.Operator.AccessLog;

/// <summary>The destination of the access logs of all municipalities: an OTLP receiver, a file, or none.</summary>
internal sealed record AccessLogOptions : IValidatableObject
{
    public const string Section = "AccessLog";

    /// <summary>A file to append to, by its full path; null: none.</summary>
    public string? File { get; init; }

    public OtlpOptions Otlp { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // One confirmation marks a record as exported, and two receivers would each need their own.
        if (File is not null && Otlp.Endpoint is not null)
            yield return new ValidationResult("Set AccessLog__File or AccessLog__Otlp__Endpoint, not both.", [nameof(File)]);
        if (File is not null && !Path.IsPathFullyQualified(File))
            yield return new ValidationResult("AccessLog__File must be a full path.", [nameof(File)]);
        foreach (var fault in Otlp.Faults()) yield return new ValidationResult(fault, [nameof(Otlp)]);
    }
}
