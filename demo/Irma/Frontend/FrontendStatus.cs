using System.Text.Json;
using IdBellen.Demo.Irma.Sessions;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Frontend;

/// <summary>
/// <c>GET frontend/status</c> and <c>frontend/statusevents</c>: the status with the pointer of the next session, if there is one.
/// </summary>
internal static class FrontendStatus
{
    private sealed record Answer(SessionStatus Status, SessionPointer? NextSession);

    public static IResult Handle(string clientToken, HttpRequest request, SessionStore sessions)
    {
        var (cell, error) = FrontendRoute.Find(sessions, clientToken, request);
        return cell is null ? error!.ToResult() : IrmaAnswer.Json(Of(sessions.Look(cell)));
    }

    public static async Task HandleEventsAsync(string clientToken, SessionStore sessions, StatusStream stream, HttpContext context)
    {
        var (cell, error) = FrontendRoute.Find(sessions, clientToken, context.Request);
        if ((cell is null ? error : stream.Refuse(cell)) is { } refused)
        {
            await refused.ToResult().ExecuteAsync(context);
            return;
        }
        await stream.WriteAsync(cell!, context, static session => JsonSerializer.Serialize(Of(session), IrmaJson.Options));
    }

    private static Answer Of(Session session) => new(session.Status, session.Next);
}
