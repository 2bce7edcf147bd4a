using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Support.Environment;

/// <summary>What goes wrong with one request.</summary>
public sealed class ApiFault
{
    private readonly Func<HttpContext, CancellationToken, Task> inflict;

    private ApiFault(Func<HttpContext, CancellationToken, Task> inflict) => this.inflict = inflict;

    /// <summary>The connection breaks.</summary>
    public static ApiFault Drop { get; } = new((_, _) => throw new OperationCanceledException());

    /// <summary>No answer comes, until the client gives up or the line is cut.</summary>
    public static ApiFault Silence { get; } = new((_, end) => Task.Delay(Timeout.Infinite, end));

    /// <summary>A watch begins and then says nothing, not even that it ends.</summary>
    public static ApiFault SilentWatch { get; } = new(async (context, end) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(end);
        await Task.Delay(Timeout.Infinite, end);
    });

    /// <summary>A watch begins and says that its resource version has expired: 410 in the stream, not as the status.</summary>
    public static ApiFault ExpiredWatch { get; } = new((context, end) =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"type":"ERROR","object":{{Status(410)}}}{{"\n"}}""", end);
    });

    /// <summary>
    /// A list without items, as a server that has lost its data would give. Only before a request is passed on: the list itself is asked
    /// for, its items are taken out.
    /// </summary>
    public static ApiFault EmptyList { get; } =
        new((_, _) => throw new InvalidOperationException("A list can be emptied only before it is asked for."));

    /// <summary>No answer for so long, then the connection breaks.</summary>
    public static ApiFault SilenceFor(TimeSpan time) => new(async (_, end) =>
    {
        await Task.Delay(time, end);
        throw new OperationCanceledException();
    });

    /// <summary>The API server refuses with this status.</summary>
    public static ApiFault Answer(int status) => new((context, end) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (status is 429 or 503) context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsync(Status(status), end);
    });

    /// <exception cref="OperationCanceledException">The connection is to be broken.</exception>
    public Task InflictAsync(HttpContext context, CancellationToken end) => inflict(context, end);

    private static string Status(int status) =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"made by a test","reason":"{{Reason(status)}}","code":{{status}}}""";

    private static string Reason(int status) => status switch
    {
        409 => "Conflict",
        410 => "Expired",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        _ => "InternalError",
    };
}
