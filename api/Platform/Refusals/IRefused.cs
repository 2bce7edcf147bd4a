namespace IdBellen.Api.Platform.Refusals;

/// <summary>An exception that defines its response.</summary>
internal interface IRefused
{
    /// <summary>The HTTP status.</summary>
    int Status { get; }

    Refusal Refusal { get; }
}
