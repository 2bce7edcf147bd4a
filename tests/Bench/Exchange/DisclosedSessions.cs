using System.Globalization;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Bench.Exchange;

/// <summary>
/// Sessions whose codes may be dialled, written by SQL: making them through the product takes longer than what is measured.
/// </summary>
internal sealed class DisclosedSessions
{
    private readonly ServedMunicipality municipality;
    private readonly Tenant tenant;
    private long drawn;

    public DisclosedSessions(ServedMunicipality municipality)
    {
        this.municipality = municipality;
        municipality.Fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var found);
        tenant = found!;
    }

    public Tenant Tenant => tenant;

    /// <returns>Their codes.</returns>
    public async Task<string[]> AddAsync(int count)
    {
        var key = await tenant.SlotKeys.CurrentAsync(tenant.Policy.Retention, TestContext.Current.CancellationToken);
        var codes = new string[count];
        var rows = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            codes[i] = (++drawn).ToString("0000000000", CultureInfo.InvariantCulture);
            var id = Guid.CreateVersion7();
            var attributes = Hex(key.Close("[]", id, SealedColumns.Attributes));
            rows.Add($"('{id}', sha256('{id}'), 'uitkering', '[]', 'Disclosed', '{attributes}', '{attributes}', 'SamePhone', "
                + $"'{Hex(tenant.Codes.Of(codes[i]))}', '{key.Id}', now(), '{key.ExpiresAt:O}', false, now(), "
                + "now() + interval '15 minutes')");
        }
        foreach (var some in rows.Chunk(1000))
            await municipality.ExecuteAsync(
                "INSERT INTO session (id, status_token_hash, purpose, requested_json, state, irma_token_sealed, attributes_sealed, way, "
                    + "code_hash, key_id, created_at, expires_at, irma_unreachable, disclosed_at, code_expires_at) VALUES "
                    + string.Join(",\n", some));
        await municipality.ExecuteAsync("ANALYZE session");
        return codes;
    }

    private static string Hex(byte[] bytes) => $"\\x{Convert.ToHexStringLower(bytes)}";
}
