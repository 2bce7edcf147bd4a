using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.Sessions;

/// <summary>
/// Starts a citizen's session. Everything that can be refused is refused before anything is disclosed. The code is not in the answer: the
/// phone that discloses has it from the IRMA server, and a page that was paired with that phone gets it after the disclosure.
/// </summary>
internal sealed class StartSession(CurrentTenant current, OpenSession open, TimeProvider time)
{
    /// <param name="purposeName">The purpose of the call.</param>
    /// <param name="anotherPhone">True when the call comes from another phone than the one with the app.</param>
    public async Task<Outcome<StartedSession>> ExecuteAsync(string purposeName, bool anotherPhone, CancellationToken cancellationToken)
    {
        var tenant = current.Value;
        if (tenant.Policy.AvailabilityAt(time.GetUtcNow()).Refusal() is { } refusal) return refusal;
        if (tenant.Policy.Purpose(purposeName) is not { } purpose) return Refusal.PurposeUnknown;
        return await open.ExecuteAsync(
            new SessionWish(purpose, anotherPhone ? IdentificationWay.AnotherPhone : IdentificationWay.SamePhone), cancellationToken);
    }
}

/// <summary>A session that is waiting for the app.</summary>
internal sealed record StartedSession(SessionPointer SessionPointer, string StatusToken, Purpose Purpose)
{
    /// <summary>The session pointer for the Yivi app, to show as a QR code or a link.</summary>
    public SessionPointer SessionPointer { get; } = SessionPointer;

    /// <summary>The only key to this session's status. Keep it in memory and out of URLs.</summary>
    public string StatusToken { get; } = StatusToken;

    /// <summary>The purpose of the session.</summary>
    public Purpose Purpose { get; } = Purpose;
}
