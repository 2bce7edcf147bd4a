using System.ComponentModel.DataAnnotations;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Postgres;

/// <summary>The platform database and who may use it.</summary>
internal sealed record PlatformOptions : IValidatableObject
{
    public const string Section = "Platform";

    /// <summary>An Npgsql connection string of a role with CREATEDB and CREATEROLE that owns the platform database.</summary>
    [Required]
    public string ConnectionString { get; init; } = "";

    /// <summary>The role with which the api logs in to the platform database; it must exist.</summary>
    [Required]
    public string ApiRole { get; init; } = "idbellen_api";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PostgresAddress.TryParse(ConnectionString, "") is null)
            yield return new ValidationResult("Platform__ConnectionString must name Host, Database and Username.",
                [nameof(ConnectionString)]);
    }
}
