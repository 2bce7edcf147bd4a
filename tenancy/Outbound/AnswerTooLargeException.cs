namespace IdBellen.Tenancy.Outbound;

/// <summary>
/// A response exceeds the size limit. Derives from <c>HttpRequestException</c>, so it is handled like any failed request.
/// </summary>
public sealed class AnswerTooLargeException(long maxBytes, Exception? cause = null)
    : HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"The answer is longer than {maxBytes} bytes.", cause);
