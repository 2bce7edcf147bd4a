using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Telephony;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tenancy.Texts;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>An admin enters a telephone. Only here does a number come into the system that the platform will call.</summary>
internal sealed class AddTelephone(
    TelephoneChange change, CurrentTenant current, TenantDbContext database, ReadTelephones read, AuditTrail audit, TimeProvider time)
{
    private const int MaxNameLength = 60;

    public Task<Outcome<TelephoneView>> ExecuteAsync(string name, string number, CancellationToken cancellationToken) =>
        change.ByAdminAsync<TelephoneView>(
            async admin =>
            {
                var shown = HiddenCharacters.Strip(name).Trim();
                if (shown.Length is 0 or > MaxNameLength) return Refusal.TelephoneNameInvalid;
                if (TelephoneNumber.Permitted(number.Trim()) is not { } permitted) return Refusal.TelephoneNumberRefused;
                // It would call the municipality itself, and so put a caller into the queue who is none.
                if (current.Value.Policy.IsOwnNumber(permitted)) return Refusal.TelephoneOwnNumber;
                if (await database.Telephones.AnyAsync(row => row.Number == permitted || row.Name == shown, cancellationToken))
                    return Refusal.TelephoneExists;
                if (await database.Telephones.CountAsync(cancellationToken) >= Telephone.Most) return Refusal.TelephonesFull;
                var now = time.GetUtcNow();
                var telephone = new Telephone { Id = Guid.CreateVersion7(now), Name = shown, Number = permitted, CreatedAt = now };
                database.Telephones.Add(telephone);
                await audit.WriteAsync(AuditAction.TelephoneAdded, admin, telephone, cancellationToken);
                return (await read.ExecuteAsync(admin, cancellationToken)).Single(row => row.Id == telephone.Id);
            },
            cancellationToken);
}
