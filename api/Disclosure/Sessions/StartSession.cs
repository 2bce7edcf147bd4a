using IdBellen.Api.Calls;
using IdBellen.Api.Irma;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Sessions;

/// <summary>
/// Starts a citizen's session. Everything that can be refused is refused before anything is disclosed. The code is not in the answer: the
/// phone that discloses has it from the IRMA server, and a page that was paired with that phone gets it after the disclosure.
/// </summary>
public sealed class StartSession(CurrentTenant current, OpenSession open, TimeProvider time)
{
    /// <param name="purposeName">What the citizen phones about.</param>
    /// <param name="anotherPhone">True when the call comes from another phone than the one with the app.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Outcome<StartedSession>> ExecuteAsync(string purposeName, bool anotherPhone, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        if (tenant.Spec.AvailabilityAt(time.GetUtcNow()).Refusal() is { } refusal) return refusal;
        if (tenant.Purpose(purposeName) is not { } purpose) return Refusal.PurposeUnknown;
        return await open.ExecuteAsync(
            new SessionWish(purpose, anotherPhone ? IdentificationWay.AnotherPhone : IdentificationWay.SamePhone, CallId: null), cancellationToken);
    }
}

/// <summary>A session that waits for the app.</summary>
public sealed record StartedSession(SessionPointer SessionPointer, string StatusToken, Purpose Purpose)
{
    /// <summary>What the Yivi app must receive, as a QR code or a link.</summary>
    public SessionPointer SessionPointer { get; } = SessionPointer;

    /// <summary>The only key to this session's state; keep it in memory and out of URLs.</summary>
    public string StatusToken { get; } = StatusToken;

    /// <summary>What it is about.</summary>
    public Purpose Purpose { get; } = Purpose;
}
