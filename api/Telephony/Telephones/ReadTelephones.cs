using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Telephony.Telephones;

/// <summary>The telephones as a signed-in person sees them: with whoever uses them now. One statement.</summary>
internal sealed class ReadTelephones(CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    public async Task<IReadOnlyList<TelephoneView>> ExecuteAsync(Actor.Person reader, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await (
            from telephone in database.Telephones.AsNoTracking()
            join used in database.ChoicesInForce(current.Value, now) on telephone.Id equals used.Choice.TelephoneId into uses
            from use in uses.DefaultIfEmpty()
            orderby telephone.Name, telephone.Id
            select new
            {
                Telephone = telephone,
                UsedBy = (Guid?)use.Choice.AccountId,
                Name = use.Name,
                IsHeld = (bool?)use.IsHeld,
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TelephoneView
        {
            Id = row.Telephone.Id,
            Name = row.Telephone.Name,
            Number = reader.IsAdmin ? row.Telephone.Number : null,
            UsedBy = row.Name,
            // Where nobody uses it the rest of the row says nothing.
            IsFree = row.UsedBy is null || row.IsHeld != true,
            IsYours = row.UsedBy == reader.AccountId,
        })];
    }
}
