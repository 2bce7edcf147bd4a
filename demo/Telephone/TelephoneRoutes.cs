using IdBellen.Demo.Pages;
using IdBellen.Demo.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Telephone;

/// <summary>The telephone page, and behind it an exchange without sound, or a real one that the page phones itself.</summary>
internal static class TelephoneRoutes
{
    public static void MapTelephone(this IEndpointRouteBuilder routes, SoftphoneSettings? softphone)
    {
        if (softphone is not null)
        {
            routes.MapGet("/telephone", (HttpResponse response) =>
            {
                SecurityHeaders.AllowTelephone(response, softphone.Exchange);
                return new RazorComponentResult<TelephonePage>(new { softphone.Exchange });
            });
            routes.MapGet("/assets/softphone.js", () => Results.File(softphone.Script, "text/javascript"));
            routes.MapGet("/telephone/voice.wav", () => Results.File(softphone.Voice, "audio/wav"));
            return;
        }
        routes.MapGet("/telephone", static () => new RazorComponentResult<TelephonePage>());
        routes.MapPost("/telephone/dial", Dial.HandleAsync);
        routes.MapPost("/telephone/digits", SendDigits.Handle);
    }
}
