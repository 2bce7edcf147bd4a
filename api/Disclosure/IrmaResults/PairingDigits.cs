using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// The four digits that the app shows. They are compared here, and only the backend completes the pairing: no browser, including the
/// agent's, gets the authorization for it.
/// </summary>
internal sealed class PairingDigits(CurrentTenant current, TenantDbContext database, IrmaClient irma, FollowedSessions followed)
{
    /// <summary>Number of digits.</summary>
    public const int Length = 4;

    /// <summary>The number of attempts. The session ends after the third wrong one.</summary>
    public const int Tries = 3;

    public static bool AreWellFormed(string digits) => digits.Length == Length && digits.All(char.IsAsciiDigit);

    /// <summary>Compares in constant time.</summary>
    public static bool AreRight(Session session, SlotKey key, string digits) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(PairingOf(session, key).Code), Encoding.UTF8.GetBytes(digits));

    /// <summary>
    /// Notifies the IRMA server that the digits were correct, so that the app continues. The session is
    /// <see cref="SessionState.Connected"/> by then and stays so. If the server cannot be notified now, later polls do it, at any replica.
    /// Holds no connection.
    /// </summary>
    public async Task CompleteAsync(Session session, SlotKey key, CancellationToken cancellationToken)
    {
        var failure = await irma.CompletePairingAsync(current.Value.Irma, PairingOf(session, key), cancellationToken);
        // Refused: the session is already paired or has ended. The next poll finds out.
        var isUnreachable = failure == IrmaFailure.Unreachable;
        await database.Sessions
            .Where(row => row.Id == session.Id && row.State == SessionState.Connected && row.IrmaUnreachable != isUnreachable)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.IrmaUnreachable, isUnreachable), cancellationToken);
        if (failure is not null) followed.HurryUntold(session.Id);
    }

    /// <summary>Ends the session at the IRMA server after too many wrong digits.</summary>
    public async Task EndAsync(Session session, SlotKey key, CancellationToken cancellationToken)
    {
        followed.Settle(session.Id);
        await irma.CancelAsync(current.Value.Irma, key.OpenText(session.IrmaTokenSealed, session.Id, SealedColumns.IrmaToken),
            cancellationToken);
    }

    private static Pairing PairingOf(Session session, SlotKey key) =>
        JsonSerializer.Deserialize<Pairing>(key.Open(session.FrontendSealed, session.Id, SealedColumns.Frontend))!;
}
