namespace IdBellen.Demo.Pages;

/// <summary>Refuses posts that another site makes a browser send: dialling uses the exchange's token.</summary>
internal static class SameOriginPosts
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (HttpMethods.IsPost(context.Request.Method) && site is not ("" or "same-origin" or "none"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("Alleen deze pagina zelf mag dit versturen.", context.RequestAborted);
        }
        return next(context);
    }
}
