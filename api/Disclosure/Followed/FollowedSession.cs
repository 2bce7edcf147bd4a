using IdBellen.Api.Irma;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions.Following;

/// <summary>
/// What this replica remembers of a session that it follows, so that a look at which nothing has changed costs one request and no database.
/// One look at a time works on it.
/// </summary>
public sealed class FollowedSession(Guid id, string tenantUid, string irmaToken, IdentificationWay way, DateTimeOffset expiresAt)
{
    /// <param name="row">A session that is undecided.</param>
    /// <param name="tenantUid">Whose.</param>
    /// <param name="irmaToken">Its requestor token.</param>
    public static FollowedSession Of(Session row, string tenantUid, string irmaToken) =>
        new(row.Id, tenantUid, irmaToken, row.Way, row.ExpiresAt)
        {
            Status = row.State switch
            {
                SessionState.Pairing => IrmaStatus.Pairing,
                SessionState.Connected => IrmaStatus.Connected,
                _ => IrmaStatus.Initialized,
            },
            IsUnreachable = row.IrmaUnreachable,
        };

    public Guid Id => id;

    public string TenantUid => tenantUid;

    /// <summary>The requestor token, for as long as the session is followed.</summary>
    public string IrmaToken => irmaToken;

    /// <summary>The citizen waits for the field in which to type what the app shows: looks do not get rarer soon.</summary>
    public bool IsPairing => way == IdentificationWay.AnotherPhone && Status == IrmaStatus.Initialized;

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>The IRMA server's status that our row shows.</summary>
    public required string Status { get; set; }

    /// <summary>Our row says that the IRMA server can't be reached.</summary>
    public bool IsUnreachable { get; set; }

    public int Looks { get; set; }

    /// <summary>A stream was asked for and has not ended; set by <see cref="StatusStreams"/>, as what follows.</summary>
    public bool HasStream { get; set; }

    /// <summary>The stream has spoken: it will tell of changes.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Streams that were begun for it.</summary>
    public int Streams { get; set; }
}
