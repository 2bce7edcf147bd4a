using Microsoft.AspNetCore.Identity;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>A person of the municipality who may sign in, when accounts are kept here. The user name is the e-mail address.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
