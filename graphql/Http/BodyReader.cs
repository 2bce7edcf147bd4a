using System.Globalization;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace IdBellen.GraphQL.Http;

/// <summary>Reads the body of a request, up to a size, within a time, and within what its sender may have in memory at once.</summary>
internal sealed class BodyReader(IOptions<TransportOptions> options, TimeProvider time)
{
    private const int PieceBytes = 4096;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <returns>The body. Dispose of it after parsing.</returns>
    public async Task<RequestBody> ReadAsync(HttpRequest request, IClientAdmission sender)
    {
        var context = request.HttpContext;
        if (request.ContentLength > options.Value.MaxRequestBytes) return new RequestBody(TooLarge());
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaxRequestBytes;
        var body = new RequestBody(sender);
        using var late = new CancellationTokenSource(options.Value.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            while (await request.Body.ReadAsync(body.Room(PieceBytes), either.Token) is > 0 and var count)
            {
                if (body.Content.Length + count > options.Value.MaxRequestBytes) body.Problem = TooLarge();
                else if (!body.TryKeep(count)) body.Problem = TooMuch;
                if (body.Problem is not null) return body;
            }
        }
        catch (BadHttpRequestException fault)
        {
            body.Problem = fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge()
                : new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, "The body could not be read.");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            body.Problem = new(StatusCodes.Status408RequestTimeout, ErrorCodes.Timeout, "The body took too long to arrive. Send it again.");
        }
        catch
        {
            body.Dispose();
            throw;
        }
        return body;
    }

    private static HttpProblem TooMuch => new(
        StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too much data from your network address. Try again "
            + "later.", Moment);

    private HttpProblem TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.RequestTooLarge,
        $"A request has {options.Value.MaxRequestBytes.ToString(CultureInfo.InvariantCulture)} bytes at most.");
}
