using System.Text.Json;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// The stored form of disclosed attributes: sealed with the session's key, with large values separate from the live lists.
/// </summary>
/// <param name="Listed">The value of the session's column.</param>
/// <param name="Large">A separate row; null without large values.</param>
internal sealed record SealedDisclosure(byte[] Listed, LargeAttributes? Large)
{
    public static SealedDisclosure Of(Session session, SlotKey key, IReadOnlyList<VerifiedAttribute> attributes)
    {
        var (listed, large) = DisclosedSizes.Split(attributes);
        return new SealedDisclosure(
            key.Close(JsonSerializer.SerializeToUtf8Bytes(listed), session.Id, SealedColumns.Attributes),
            large.Count == 0 ? null : new LargeAttributes
            {
                SessionId = session.Id,
                Sealed = key.Close(JsonSerializer.SerializeToUtf8Bytes(large), session.Id, SealedColumns.LargeAttributes),
            });
    }
}

internal static class LargeAttributeRows
{
    /// <summary>Stores what is large, in the transaction in which the session gets the rest.</summary>
    public static async Task AddLargeAsync(this TenantDbContext database, SealedDisclosure disclosure, CancellationToken cancellationToken)
    {
        if (disclosure.Large is not { } large) return;
        database.LargeAttributes.Add(large);
        await database.SaveChangesAsync(cancellationToken);
    }
}
