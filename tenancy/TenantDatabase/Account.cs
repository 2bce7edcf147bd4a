using Microsoft.AspNetCore.Identity;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>
/// A person of the municipality who may sign in, when IdBellen manages the accounts. The user name is the e-mail address.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when the account can't be used; null when it can.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>
    /// The secret of the authenticator app (RFC 6238), sealed; null until the owner has set one up and shown a right code.
    /// </summary>
    public byte[]? SecondFactorSealed { get; set; }

    /// <summary>The time step of the last code that was accepted: no code works twice (RFC 6238 section 5.2).</summary>
    public long? SecondFactorStep { get; set; }
}
