using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.Followed;

/// <summary>
/// The state that this replica keeps of a session that it follows, so that a poll without news costs one request and no database access.
/// Used by one poll at a time.
/// </summary>
internal sealed class FollowedSession(Guid id, string tenantUid, string irmaToken, IdentificationWay way, DateTimeOffset expiresAt)
{
    /// <param name="row">A session that is undecided.</param>
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

    /// <summary>The page waits for the field for the app's digits, so the polling interval does not grow yet.</summary>
    public bool IsPairing => way.IsPaired() && Status == IrmaStatus.Initialized;

    /// <summary>The app was last seen showing digits; the correct ones may have been entered at another replica since.</summary>
    public bool ShowsDigits => way.IsPaired() && Status == IrmaStatus.Pairing;

    /// <summary>The correct digits were entered, but the IRMA server could not be notified yet.</summary>
    public bool IsUntold { get; set; }

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>The IRMA server's status according to the session's row.</summary>
    public required string Status { get; set; }

    /// <summary>Whether the session's row marks the IRMA server as unreachable.</summary>
    public bool IsUnreachable { get; set; }

    /// <summary>Since the last change.</summary>
    public int Looks { get; set; }

    /// <summary>The IRMA server will post the result to us.</summary>
    public bool HasCallback { get; set; } = true;

    /// <summary>The app has connected, and neither a callback nor a stream will report the outcome.</summary>
    public bool IsAloneWithApp => !HasCallback && Status is IrmaStatus.Connected;

    /// <summary>A stream was requested and has not ended. Set by <see cref="StatusStreams"/>, like the following members.</summary>
    public bool HasStream { get; set; }

    /// <summary>The stream has delivered an event, so it will report changes.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Number of event streams opened for the session.</summary>
    public int Streams { get; set; }
}
