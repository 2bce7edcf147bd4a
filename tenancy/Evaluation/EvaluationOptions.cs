using System.ComponentModel.DataAnnotations;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>What an evaluation may tell. Operator and api are given the same.</summary>
public sealed record EvaluationOptions
{
    public const string Section = "Evaluation";

    /// <summary>The smallest count but zero that is told, 2 to 100.</summary>
    [Range(2, 100, ErrorMessage = "Evaluation__Threshold must be from 2 to 100.")]
    public int Threshold { get; init; } = 5;
}
