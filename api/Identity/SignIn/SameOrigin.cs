namespace IdBellen.Api.SignIn;

/// <summary>Whether a page of this very origin sent the request.</summary>
public static class SameOrigin
{
    /// <summary>True without an Origin header too: programs send none, and browsers send one with everything that could do harm (Fetch standard).</summary>
    public static bool Holds(HttpContext context) =>
        context.Request.Headers.Origin is not [{ } origin] || origin == $"{context.Request.Scheme}://{context.Request.Host}";
}
