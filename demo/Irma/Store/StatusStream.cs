using System.Text;
using System.Threading.Channels;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Settings;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Store;

/// <summary>
/// Server-sent events of one session, with irmago's oddities: the current status is not sent, only what changes afterwards; an <c>open</c>
/// event after about 0.2 s, with which the response headers come; the stream ends after a final status.
/// </summary>
internal sealed class StatusStream(SessionStore sessions, IrmaSettings settings, TimeProvider time)
{
    private static readonly TimeSpan OpenAfter = TimeSpan.FromMilliseconds(200);

    /// <returns>Null when the stream may be written.</returns>
    public IrmaError? Refuse(SessionCell cell) =>
        !settings.ServerSentEvents ? IrmaError.SseDisabled
        : sessions.Look(cell).Status.IsFinal() ? IrmaError.UnexpectedRequest("Can't subscribe to server sent events of finished session")
        : null;

    /// <param name="data">Returns the text after <c>data:</c> for a state of the session.</param>
    public async Task WriteAsync(SessionCell cell, HttpContext context, Func<Session, string> data)
    {
        var gone = context.RequestAborted;
        var news = cell.Listen(gone);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Response.Headers.CacheControl = "no-cache";
        await Task.Delay(OpenAfter, time, gone);
        await SendAsync(context.Response, "event: open\n\n", gone);
        var told = cell.Current.Status;
        while (true)
        {
            var session = await NextAsync(cell, news, gone);
            if (session.Status != told || session.Status.IsFinal())
            {
                told = session.Status;
                await SendAsync(context.Response, $"data: {data(session)}\n\n", gone);
            }
            if (told.IsFinal())
            {
                return;
            }
        }
    }

    private async Task<Session> NextAsync(SessionCell cell, ChannelReader<Session> news, CancellationToken gone)
    {
        while (true)
        {
            if (news.TryRead(out var next))
            {
                return next;
            }
            if (cell.Current.Status.IsFinal())
            {
                return cell.Current;
            }
            var left = cell.Current.DeadlineWith(settings.SessionLifetime) - time.GetUtcNow();
            using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, gone);
            try
            {
                return await news.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !gone.IsCancellationRequested)
            {
                sessions.Look(cell);
            }
        }
    }

    private static async Task SendAsync(HttpResponse response, string frame, CancellationToken gone)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(frame), gone);
        await response.Body.FlushAsync(gone);
    }
}
