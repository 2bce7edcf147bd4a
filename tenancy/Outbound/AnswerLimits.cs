namespace IdBellen.Tenancy.Outbound;

/// <summary>Limits on a response of an external server.</summary>
/// <param name="MaxBytes">The longest body, after decompression where a handler below decompresses.</param>
/// <param name="Patience">Timeout from the request to the last byte of the body.</param>
public sealed record AnswerLimits(long MaxBytes, TimeSpan Patience);
