using IdBellen.Demo.Irma.App;
using IdBellen.Demo.Irma.Frontend;
using IdBellen.Demo.Irma.Requestor;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma;

/// <summary>The whole surface of the server, in the order of the protocol.</summary>
internal static class IrmaEndpoints
{
    public static void MapIrma(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", static () => IrmaAnswer.Plain("OK"));
        routes.MapGet("/publickey", ReadPublicKey.Handle);

        var requestor = routes.MapGroup("/session");
        requestor.MapPost("/", StartSession.HandleAsync);
        requestor.MapGet("/{requestorToken}/status", ReadStatus.Handle);
        requestor.MapGet("/{requestorToken}/statusevents", ReadStatusEvents.HandleAsync);
        requestor.MapGet("/{requestorToken}/result", ReadResult.Handle);
        requestor.MapGet("/{requestorToken}/result-jwt", ReadResultJwt.Handle);
        requestor.MapGet("/{requestorToken}/getproof", ReadResultJwt.HandleProof);
        requestor.MapDelete("/{requestorToken}", CancelSession.HandleAsync);

        var app = routes.MapGroup("/irma/session/{clientToken}");
        app.MapGet("/", ConnectApp.HandleAsync);
        app.MapDelete("/", RefuseInApp.HandleAsync);
        app.MapGet("/status", AppStatus.Handle);
        app.MapGet("/statusevents", AppStatus.HandleEventsAsync);
        app.MapGet("/request", ReadRequest.Handle);
        app.MapPost("/proofs", PostProofs.HandleAsync);

        var frontend = app.MapGroup("/frontend");
        frontend.MapGet("/status", FrontendStatus.Handle);
        frontend.MapGet("/statusevents", FrontendStatus.HandleEventsAsync);
        frontend.MapPost("/options", SetOptions.HandleAsync);
        frontend.MapPost("/pairingcompleted", CompletePairing.HandleAsync);
    }
}
