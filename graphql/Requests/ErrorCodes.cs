namespace IdBellen.GraphQL.Requests;

/// <summary>The stable codes of the transport's own errors; docs/graphql.md explains each.</summary>
public static class ErrorCodes
{
    public const string BadRequest = "BAD_REQUEST";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";
    public const string BatchingRefused = "BATCHING_REFUSED";
    public const string DocumentUnknown = "DOCUMENT_UNKNOWN";
    public const string DocumentTooLong = "DOCUMENT_TOO_LONG";
    public const string DocumentTooDeep = "DOCUMENT_TOO_DEEP";
    public const string DocumentTooCostly = "DOCUMENT_TOO_COSTLY";
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";
    public const string TooManyRootFields = "TOO_MANY_ROOT_FIELDS";
    public const string TooManyAliases = "TOO_MANY_ALIASES";
    public const string TooManyDirectives = "TOO_MANY_DIRECTIVES";
    public const string TooManyRequests = "TOO_MANY_REQUESTS";
    public const string Timeout = "TIMEOUT";
    public const string OriginNotAllowed = "ORIGIN_NOT_ALLOWED";
    public const string Internal = "INTERNAL";
}
