namespace IdBellen.Api.Identity.SignIn;

/// <summary>Checks that a page of the same origin sent the request.</summary>
internal static class SameOrigin
{
    /// <summary>
    /// True without an Origin header too: programs send none, and browsers send one with everything that could do harm (Fetch standard).
    /// </summary>
    public static bool Holds(HttpContext context) =>
        context.Request.Headers.Origin.Count == 0
            || context.Request.Headers.Origin is [{ } origin] && origin == $"{context.Request.Scheme}://{context.Request.Host}";
}
