using IdBellen.Demo.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdBellen.Demo.Wallet;

/// <summary>The wallet before a scan: who you are, and what can be scanned.</summary>
internal static class ShowWallet
{
    public static async Task<IResult> HandleAsync(
        ScannableSessions scannable, WaitingSessions waiting, DemoPeople people, CancellationToken cancellationToken) =>
        scannable.IsOn
            ? new RazorComponentResult<WalletPage>(new { People = people.All, Waiting = await waiting.ListAsync(cancellationToken) })
            : new RazorComponentResult<WalletOffPage>();

    /// <summary>The list alone, with which the page refreshes itself.</summary>
    public static async Task<IResult> HandleListAsync(WaitingSessions waiting, CancellationToken cancellationToken) =>
        new RazorComponentResult<WaitingList>(new { Waiting = await waiting.ListAsync(cancellationToken) });
}
