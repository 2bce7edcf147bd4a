using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Irma;

/// <summary>
/// Stands between the api and the stand-in IRMA server, and does with each request what one test needs. Apps go to the stand-in itself.
/// </summary>
public static class ForwardingIrmaServer
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <param name="irma">The stand-in.</param>
    /// <param name="each">Is given the path, and what forwards the request and, if it is told so, the answer; without an answer the
    /// connection breaks.</param>
    public static Task<ScriptedIrmaServer> StartAsync(
        Uri irma, Func<string, Func<bool, Task>, Task> each) => ScriptedIrmaServer.StartAsync(async context =>
    {
        await each(context.Request.Path.Value!, answers => ForwardAsync(irma, context, answers));
        if (!context.Response.HasStarted) context.Abort();
    });

    private static async Task ForwardAsync(Uri irma, HttpContext context, bool answers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(irma, context.Request.Path.Value));
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }
        foreach (var name in (string[])["Authorization", "Accept"])
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        using var answer = await Http.SendAsync(request);
        if (!answers) return;
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        await context.Response.CompleteAsync();
    }
}
