using IdBellen.Api.Platform.Faults;
using Microsoft.AspNetCore.Connections;

namespace IdBellen.Api.Web.Edge;

/// <summary>Turns any exception into an error response, without any part of the exception's text.</summary>
internal sealed class FaultAnswers(RequestDelegate next, FaultLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception cause) when (HasLeft(context, cause))
        {
            // The client has disconnected, which is normal for browsers.
            context.Abort();
        }
        catch (Exception cause)
        {
            var fault = Fault.Of(cause);
            log.Tell("A request failed", cause);
            // Abort, so that the client detects the incomplete response.
            if (context.Response.HasStarted) context.Abort();
            else await FaultAnswer.WriteAsync(context, fault);
        }
    }

    private static bool HasLeft(HttpContext context, Exception cause) =>
        cause is ConnectionResetException or ConnectionAbortedException
            || (context.RequestAborted.IsCancellationRequested && cause is OperationCanceledException or IOException);
}
