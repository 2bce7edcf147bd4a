using Microsoft.Net.Http.Headers;

namespace IdBellen.GraphQL.Http;

/// <summary>The media types of GraphQL over HTTP, and content negotiation between them.</summary>
internal static class MediaTypes
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    // A client that does not accept the newer type explicitly may not support it (GraphQL over HTTP, section "Legacy Watershed").
    private static readonly string[] Offered = [Json, GraphQLResponse, EventStream];

    /// <summary>The preferred media type of the <c>Accept</c> header (RFC 9110 section 12.5.1); null when none is acceptable.</summary>
    public static string? Negotiate(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0) return Json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wishes)) return null;
        return wishes
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .SelectMany(wish => Offered.Where(offer => Allows(wish, offer)))
            .FirstOrDefault();
    }

    private static bool Allows(MediaTypeHeaderValue wish, string offer) =>
        (!wish.Charset.HasValue || wish.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && (wish.MatchesAllTypes
            || wish.MediaType.Equals(offer, StringComparison.OrdinalIgnoreCase)
            || (wish.MatchesAllSubTypes && offer.StartsWith($"{wish.Type}/", StringComparison.OrdinalIgnoreCase)));
}
