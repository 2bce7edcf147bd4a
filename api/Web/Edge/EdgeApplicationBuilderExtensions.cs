using Microsoft.AspNetCore.Http.Features;

namespace IdBellen.Api.Web.Edge;

internal static class EdgeApplicationBuilderExtensions
{
    /// <summary>
    /// Middleware for all responses: exceptions become error responses, and pages of other origins may not embed a response unless it
    /// permits that.
    /// </summary>
    public static void UseEdge(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
                return Task.CompletedTask;
            });
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
                context.Request.Body = new ConnectionEndingBody(context.Request.Body, context);
            return next(context);
        });
        app.UseMiddleware<FaultAnswers>();
    }
}
