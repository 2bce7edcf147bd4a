using IdBellen.Demo.Pages;

namespace IdBellen.Demo.Wallet;

/// <summary>The stand-in Yivi app. Session tokens are in form bodies only, never in URLs.</summary>
internal static class WalletRoutes
{
    public static void MapWallet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/wallet", ShowWallet.HandleAsync);
        routes.MapGet("/wallet/waiting", ShowWallet.HandleListAsync);
        routes.MapPost("/wallet/scan", ScanSession.HandleAsync);
        routes.MapPost("/wallet/pairing", FollowPairing.HandleAsync);
        routes.MapPost("/wallet/request", FollowPairing.HandleRequestAsync);
        routes.MapPost("/wallet/share", ShareAttributes.HandleAsync);
        routes.MapPost("/wallet/refuse", RefuseSession.HandleAsync);
    }
}
