using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>Takes what an invited caller discloses into the call.</summary>
internal interface IDisclosureDuringCall
{
    /// <param name="session">The session of an invited caller. Its key is loaded, and no connection is held.</param>
    /// <param name="disclosure">The disclosed attributes.</param>
    /// <returns>False when something else was first: another result of the same session, or its end.</returns>
    Task<bool> JoinAsync(Session session, SealedDisclosure disclosure, CancellationToken cancellationToken);
}
