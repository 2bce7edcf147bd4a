using IdBellen.GraphQL.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace IdBellen.Api.Web.Edge;

/// <summary>
/// Rejects requests with a duplicate single-value header (which two programs could read differently), text that the database cannot store,
/// or a form that is larger or slower than one filled in by a person.
/// </summary>
internal sealed class RequestRules(RequestDelegate next, TimeProvider time)
{
    private const int MaxFormBytes = 64 * 1024;
    private const int MaxFields = 100;

    private static readonly TimeSpan FormTime = TimeSpan.FromSeconds(15);
    private static readonly FormOptions Forms = new()
    {
        ValueCountLimit = MaxFields,
        ValueLengthLimit = MaxFormBytes,
        MultipartBodyLengthLimit = MaxFormBytes,
        MemoryBufferThreshold = MaxFormBytes
    };

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (((StringValues[])[headers.Origin, headers.Authorization, headers.ContentType, headers.Upgrade, headers.SecWebSocketKey])
            .Any(values => values.Count > 1))
            throw new BadHttpRequestException("A header is there twice.");
        // X-Forwarded-Proto may set an invalid scheme, with which OpenIddict does not recognise its own endpoints.
        if (context.Request.Scheme is not ("http" or "https")) throw new BadHttpRequestException("The scheme is neither http nor https.");
        Check(context.Request.Query);
        if (context.Request.HasFormContentType) Check(await ReadFormAsync(context));
        await next(context);
    }

    // Reads the form here; later reads return the same result.
    private async Task<IFormCollection> ReadFormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxFormBytes;
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, Forms));
        using var late = new CancellationTokenSource(FormTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            return await context.Request.ReadFormAsync(either.Token);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form is not well-formed, or has too many fields.", fault);
        }
        catch (OperationCanceledException fault) when (late.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The form took too long.", StatusCodes.Status408RequestTimeout, fault);
        }
    }

    private static void Check(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        foreach (var (name, values) in fields)
        {
            if (!WellFormedText.Is(name) || !values.All(WellFormedText.Is))
                throw new BadHttpRequestException("A text has a character that cannot be stored.");
        }
    }
}
