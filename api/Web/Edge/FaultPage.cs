using System.Globalization;
using IdBellen.Api.Platform.Faults;

namespace IdBellen.Api.Web.Edge;

/// <summary>An error page for browsers, in Dutch and English, without styles or scripts.</summary>
internal static class FaultPage
{
    public static Task WriteAsync(HttpContext context, Fault fault)
    {
        var (dutch, english) = fault.Status switch
        {
            StatusCodes.Status404NotFound =>
                ("Deze pagina bestaat niet. Controleer het adres.", "This page does not exist. Check the address."),
            StatusCodes.Status503ServiceUnavailable =>
                ("Dit werkt nu even niet. Probeer het zo opnieuw.", "This does not work right now. Please try again in a moment."),
            >= 500 => ("Er ging iets mis bij ons. Probeer het later opnieuw.", "Something went wrong on our side. Please try again later."),
            _ => ("Wij kunnen dit verzoek niet lezen. Ga terug en probeer het opnieuw.",
                "We cannot read this request. Go back and try again."),
        };
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"""
                <!DOCTYPE html>
                <html lang="nl"><head><meta charset="utf-8"><title>Storing</title></head>
                <body><main><h1>{dutch}</h1><p lang="en">{english}</p><p>{fault.Code}</p></main></body></html>

                """), context.RequestAborted);
    }
}
