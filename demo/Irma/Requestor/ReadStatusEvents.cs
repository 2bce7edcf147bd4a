using System.Text.Json;
using IdBellen.Demo.Irma.Http;
using IdBellen.Demo.Irma.Store;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>GET /session/{token}/statusevents</c>. An unknown token is 501 here, unlike everywhere else.</summary>
internal static class ReadStatusEvents
{
    public static async Task HandleAsync(string requestorToken, SessionStore sessions, StatusStream stream, HttpContext context)
    {
        var (cell, error) = SessionRoute.ByRequestorToken(sessions, requestorToken);
        var refused = cell is not null ? stream.Refuse(cell) : error == IrmaError.SessionUnknown ? IrmaError.Unsupported() : error;
        if (refused is not null)
        {
            await refused.ToResult().ExecuteAsync(context);
            return;
        }
        await stream.WriteAsync(cell!, context, static session => JsonSerializer.Serialize(session.Status, IrmaJson.Options));
    }
}
