using System.Text.Json;
using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.App;

/// <summary><c>GET {u}/status</c> and <c>{u}/statusevents</c>: without authorisation, for the app and for old front ends.</summary>
internal static class AppStatus
{
    public static IResult Handle(string clientToken, HttpRequest request, SessionStore sessions)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, request);
        return cell is null ? error!.ToResult() : IrmaAnswer.Json(sessions.Look(cell).Status);
    }

    public static async Task HandleEventsAsync(string clientToken, SessionStore sessions, StatusStream stream, HttpContext context)
    {
        var (cell, error) = SessionRoute.ByClientToken(sessions, clientToken, context.Request);
        if ((cell is null ? error : stream.Refuse(cell)) is { } refused)
        {
            await refused.ToResult().ExecuteAsync(context);
            return;
        }
        await stream.WriteAsync(cell!, context, static session => JsonSerializer.Serialize(session.Status, IrmaJson.Options));
    }
}
