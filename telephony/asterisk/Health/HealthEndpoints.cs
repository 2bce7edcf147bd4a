using IdBellen.Telephony.Asterisk.Asterisks;
using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Telephony.Asterisk.Health;

/// <summary>
/// <c>/livez</c>: the process is alive. <c>/readyz</c>: the municipalities are known, and the Asterisks that this worker serves are heard.
/// One that serves none stands by, and is ready for it.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/livez", () => Results.Text("ok"));
        app.MapGet("/readyz", (MunicipalityWatcher municipalities, AsteriskHealth asterisks) =>
        {
            string[] missing =
            [
                .. municipalities.Synced.IsCompletedSuccessfully ? (string[])[] : ["the municipalities are not listed yet"],
                .. asterisks.Silent.Select(name => $"{name} is not connected"),
            ];
            return missing.Length == 0
                ? Results.Text("ok") : Results.Text(string.Join('\n', missing), statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}
