using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Telephone;

/// <summary>The telephone page and the exchange behind it.</summary>
internal static class TelephoneRoutes
{
    public static void MapTelephone(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/telephone", static () => new RazorComponentResult<TelephonePage>());
        routes.MapPost("/telephone/dial", Dial.HandleAsync);
        routes.MapPost("/telephone/digits", SendDigits.Handle);
    }
}
