using System.Text.Encodings.Web;

namespace IdBellen.Operator.Dashboard;

/// <summary>A page with a heading and a few words.</summary>
internal static class PlainPage
{
    /// <param name="context">The request to respond to.</param>
    /// <param name="heading">Plain text.</param>
    /// <param name="body">Trusted HTML. Encode any external text in it.</param>
    public static async Task WriteAsync(HttpContext context, int status, string heading, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encode(heading)} – IdBellen</title></head>
            <body><main><h1>{Encode(heading)}</h1><p>{body}</p></main></body></html>
            """,
            context.RequestAborted);
    }

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
